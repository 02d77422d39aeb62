import { ArrowBackUpIcon, BanIcon, CheckIcon, ClockIcon, GavelIcon, MinusIcon, PlayerPauseIcon, UserIcon } from '@amsterdam/design-system-react-icons'
import type { Fate } from '../../lib/matrix.ts'
import type { Icon } from '../../parts/Button.tsx'

const signs: Record<Fate, Icon> = { goes: CheckIcon, own: UserIcon, waits: ClockIcon, decide: GavelIcon, held: PlayerPauseIcon, refused: BanIcon, withdrawn: ArrowBackUpIcon, none: MinusIcon }

/** The symbol of what a recipient gets. */
export function FateSign({ of }: { of: Fate }) {
  const Sign = signs[of]
  return <Sign className="icon icon--small" />
}

import { AlertTriangleIcon, PlayerPauseIcon, PlayerPlayIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Hold, Profile } from '../core/contract.ts'
import { useRoom } from '../core/use.ts'
import { seatOf } from '../lib/people.ts'
import { Button } from './Button.tsx'
import { Status } from './Chip.tsx'
import { Notice } from './Notice.tsx'
import { Refused } from './Refused.tsx'
import { useSend } from './useSend.ts'

type Words = 'on_hold' | 'source_withdrawn' | 'consent_stop' | 'consent_hold' | 'corrected'

/** What stands in the way of a text, in words; null where nothing does. */
export function obstacleWords(code: string, profile: Profile): Words | null {
  if (code === 'consent_withdrawn') return profile.consent.withdrawn === 'stop' ? 'consent_stop' : 'consent_hold'
  return code === 'on_hold' || code === 'source_withdrawn' || code === 'corrected' ? code : null
}

interface StandingProps { what: { holds: Hold[]; obstacle: string } }

/** What keeps a text from leaving: who put it on hold and why, or what it lost. */
export function Standing({ what }: StandingProps) {
  return (
    <>
      {what.holds.map((one) => <OneHold key={one.act} hold={one} />)}
      {(what.holds.length === 0 || what.obstacle !== 'on_hold') && <Obstacle of={what.obstacle} />}
    </>
  )
}

/** One line that says what is in the way of a text. */
export function Obstacle({ of }: { of: string }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const words = obstacleWords(of, profile)
  if (words === null) return null
  const waits = words === 'on_hold' || words === 'consent_hold'
  return <Status tone={waits ? 'wait' : 'stop'} icon={waits ? PlayerPauseIcon : AlertTriangleIcon}>{t(`obstacle.${words}`)}</Status>
}

function OneHold({ hold }: { hold: Hold }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const own = hold.by === room.viewer
  const seat = seatOf(room, hold.by)
  const lift = <Button small icon={PlayerPlayIcon} press={() => void send({ do: 'lift_hold', act: hold.act })}>{t('hold.lift')}</Button>
  return (
    <Notice tone="wait" icon={PlayerPauseIcon} title={own ? t('hold.own') : t('hold.by', { name: seat?.claims.name ?? '' })} action={(own || seat?.gone) && lift}>
      <p>{hold.shown === 'open' ? hold.reason : t('hold.hidden')}</p>
      <p className="help">{t('hold.help')}</p>
      <Refused refused={refused} />
    </Notice>
  )
}

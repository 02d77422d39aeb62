import { ArrowBackUpIcon, ClockIcon, MinusIcon, PackageIcon, PlayerPauseIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates } from '../../i18n/words.ts'
import { type Way, waysOf } from '../../lib/packages.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Status } from '../../parts/Chip.tsx'

/** In which packages a contribution goes, and how far each is. */
export function Ways({ item, contribution }: { item: Item; contribution: Contribution }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const ways = waysOf(room, item, contribution.act)
  if (ways.length === 0) return <Status tone="plain" icon={MinusIcon}>{t('mine.noPackage')}</Status>
  return <ul className="bare">{ways.map((way) => <li key={`${way.recipient.seat}-${way.recipient.outside}`}><OneWay way={way} /></li>)}</ul>
}

function OneWay({ way }: { way: Way }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const dates = useDates()
  const name = nameOfRecipient(room, way.recipient)
  if (way.made?.delivered) return <Status tone="ok" icon={PackageIcon}>{t('mine.fetched', { name, time: dates.time(way.made.delivered) })}</Status>
  if (way.made?.withdrawn) return <Status tone="stop" icon={ArrowBackUpIcon}>{t('mine.recalled', { name })}</Status>
  if (way.made) return <Status tone="plain" icon={PackageIcon}>{t('mine.made', { name })}</Status>
  if (way.fate === 'held') return <Status tone="wait" icon={PlayerPauseIcon}>{t('mine.held', { name })}</Status>
  if (way.fate === 'waits') return <Status tone="wait" icon={ClockIcon}>{t('mine.waits', { name })}</Status>
  if (way.fate === 'decide') return <Status tone="wait" icon={ClockIcon}>{t('mine.decides', { name })}</Status>
  return <Status tone="ok" icon={PackageIcon}>{t('mine.goes', { name })}</Status>
}

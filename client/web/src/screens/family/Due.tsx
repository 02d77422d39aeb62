import { CalendarEventIcon, ClockIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Due } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { dayOf } from '../../lib/dates.ts'
import { nameOfPlace, viewerOf } from '../../lib/people.ts'
import { Chip } from '../../parts/Chip.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { paths } from '../../parts/paths.ts'
import { useServerNow } from '../../parts/useNow.ts'

/** What the viewer owes the family, or has to watch over, with where it is done. */
export function DueList() {
  const { t } = useTranslation()
  const { room } = useRoom()
  if (room.due.length === 0) return null
  return (
    <Notice tone="wait" icon={CalendarEventIcon} title={t('due.title')}>
      <ul className="bare">{room.due.map((due) => <li key={`${due.item}-${due.what}-${due.day}`}><OneDue due={due} /></li>)}</ul>
    </Notice>
  )
}

function OneDue({ due }: { due: Due }) {
  const { t } = useTranslation()
  const today = dayOf(useServerNow())
  const words = useDueWords(due)
  return (
    <span className="row">
      {words} {due.day !== 0 && due.day < today && <Chip tone="stop" icon={ClockIcon}>{t('due.late')}</Chip>}
      {due.what !== 'giver' && <Link className="plain-button" href={`${paths.family}/${due.item}#${due.what === 'response' ? 'reactie' : 'informeren'}`}>{t('due.where')}</Link>}
    </span>
  )
}

function useDueWords(due: Due): string {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const dates = useDates()
  const mine = viewerOf(room)?.place === due.place
  const words = { item: room.items.find((one) => one.id === due.item)?.label ?? '', day: dates.day(due.day), name: say(nameOfPlace(room, profile, due.place)) }
  switch (due.what) {
    case 'inform': return mine ? t('due.mineInform', words) : t('due.inform', words)
    case 'deferral': return mine ? t('due.mineDeferral', words) : t('due.deferral', words)
    case 'response': return t('due.response', words)
    default: return t('due.giver', words)
  }
}

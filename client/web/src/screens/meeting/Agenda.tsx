import { CircleCheckFilledIcon, CircleIcon, LockIcon, PlayerPlayFilledIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates } from '../../i18n/words.ts'
import { showClock } from '../../lib/dates.ts'
import { Bar } from '../../parts/Bar.tsx'
import { paths } from '../../parts/paths.ts'
import { useServerNow } from '../../parts/useNow.ts'

const minute = 60_000

/** The items in order; one at which the viewer does not sit shows number and length only. */
export function Agenda({ current, chosen }: { current: number | undefined; chosen?: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const done = room.items.filter((item) => item.stage === 'ended').length
  return (
    <nav className="agenda" aria-label={t('meeting.agenda')}>
      <div className="agenda__head"><h2>{t('meeting.agenda')}</h2><span className="help">{t('meeting.ready', { done, of: room.items.length })}</span></div>
      <ol>
        {room.items.map((item) => (
          <li key={item.id}>
            {item.here
              ? (
                <Link href={`${paths.meeting}/${item.id}`} className={`agenda__item agenda__item--${item.stage}`} aria-current={item.id === current ? 'page' : undefined} onClick={chosen}>
                  <Stage item={item} />
                </Link>
              )
              : <div className="agenda__item agenda__item--closed"><Closed item={item} /></div>}
          </li>
        ))}
      </ol>
      <Clock />
    </nav>
  )
}

function Stage({ item }: { item: Item }) {
  const { t } = useTranslation()
  const Sign = item.stage === 'ended' ? CircleCheckFilledIcon : item.stage === 'open' ? PlayerPlayFilledIcon : CircleIcon
  return (
    <>
      <Sign className="icon icon--large" />
      <span className="agenda__words">
        <span className="agenda__title">{item.number}. {item.label || t('prepare.unnamed', { number: item.number })}</span>
        {item.stage === 'ended' && <span className="small quiet">{t('meeting.discussed')}</span>}
        {item.stage === 'prepared' && <span className="small quiet">{t('common.minutes', { count: item.minutes })}</span>}
        {item.stage === 'open' && <Running item={item} />}
      </span>
    </>
  )
}

function Running({ item }: { item: Item }) {
  const { t } = useTranslation()
  const left = useTimeLeft(item)
  return (
    <>
      <span className="row row--apart small"><strong className="agenda__busy">{t('meeting.busy')}</strong><TimeLeft item={item} /></span>
      <Bar value={item.minutes * minute - Math.max(left, 0)} of={item.minutes * minute} label={t('meeting.time')} />
    </>
  )
}

function useTimeLeft(item: Item): number {
  return item.opened + item.minutes * minute - useServerNow()
}

/** The time left of an open item, or how far it is over. */
export function TimeLeft({ item }: { item: Item }) {
  const { t } = useTranslation()
  const left = useTimeLeft(item)
  return <span>{left >= 0 ? t('meeting.left', { clock: showClock(left), count: item.minutes }) : t('meeting.over', { clock: showClock(-left) })}</span>
}

function Closed({ item }: { item: Item }) {
  const { t } = useTranslation()
  return (
    <>
      <LockIcon className="icon icon--large" />
      <span className="agenda__words">
        <span><strong>{item.number}.</strong> {t('meeting.closedItem')}</span>
        <span className="small quiet">{t('meeting.closedHelp')} {t('common.minutes', { count: item.minutes })}</span>
      </span>
    </>
  )
}

/** The time, and when the meeting ends if every item keeps to its length. */
function Clock() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const dates = useDates()
  const now = useServerNow()
  const ahead = room.items.filter((item) => item.stage !== 'ended').reduce((sum, item) => {
    return sum + (item.stage === 'open' ? Math.max(item.opened + item.minutes * minute - now, 0) : item.minutes * minute)
  }, 0)
  return (
    <p className="clock">
      <span className="clock__now">{dates.time(now)}</span>
      <span className="help">{t('meeting.end', { time: dates.time(now + ahead) })}</span>
    </p>
  )
}

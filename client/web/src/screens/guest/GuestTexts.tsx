import { CloudCheckIcon, CloudUpIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Contribution, Item } from '../../core/contract.ts'
import { useRoom, useSnapshot } from '../../core/use.ts'
import { useDates, useHidden } from '../../i18n/words.ts'
import { seatOf } from '../../lib/people.ts'
import { isShared } from '../../lib/shared.ts'
import { Status } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { PersonText } from '../../parts/PersonText.tsx'

/** What others shared with the guest, and what he said himself; nothing tells him
 * of what was not shared. */
export function GuestTexts({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { pending } = useSnapshot()
  const there = item.contributions.filter((one) => !one.withdrawn && isShared(one))
  const shared = there.filter((one) => one.owner !== room.viewer)
  const own = there.filter((one) => one.owner === room.viewer)
  const waiting = pending.filter((one) => one.do === 'contribute' && one.item === item.id)
  return (
    <>
      <section className="stack stack--tight">
        <h2>{t('guest.shared')}</h2>
        {shared.length === 0 && <p className="empty">{t('guest.sharedNone')}</p>}
        {shared.length > 0 && <ul className="card">{shared.map((one) => <OneText key={one.act} item={item} contribution={one} />)}</ul>}
      </section>
      <section className="stack stack--tight">
        <div className="row row--apart"><h2>{t('guest.own')}</h2>{own.length > 0 && <Link className="plain-button" href={paths.mine}>{t('guest.manage')}</Link>}</div>
        {own.length + waiting.length === 0 && <p className="empty">{t('guest.ownNone')}</p>}
        {own.length + waiting.length > 0 && (
          <ul className="card">
            {own.map((one) => <OneText key={one.act} item={item} contribution={one} />)}
            {waiting.map((one) => (
              <li key={one.id} className="card__part stack stack--tight"><p className="reading">{one.text}</p><Status tone="wait" icon={CloudUpIcon}>{t('meeting.notStored')}</Status></li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function OneText({ item, contribution }: { item: Item; contribution: Contribution }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const hidden = useHidden()
  const dates = useDates()
  const own = contribution.owner === room.viewer
  return (
    <li className="card__part stack stack--tight">
      <p className="reading"><PersonText text={contribution.text ?? hidden(contribution.shown)} persons={item.persons} /></p>
      {own
        ? <Status tone="ok" icon={CloudCheckIcon}>{t('meeting.stored', { time: dates.time(contribution.time) })}</Status>
        : <p className="help">{seatOf(room, contribution.owner)?.claims.name}, {dates.time(contribution.time)}</p>}
    </li>
  )
}

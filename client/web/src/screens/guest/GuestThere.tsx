import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { atItem, nameOfPlace, placeParty } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { paths } from '../../parts/paths.ts'
import { Speakers } from '../meeting/Speakers.tsx'

/** Who sits at the table, for whom, and the list of speakers. */
export function GuestThere({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const self = room.seats.find((seat) => seat.id === room.viewer)
  return (
    <section className="stack stack--tight">
      <h2>{t('guest.there')}</h2>
      <ul className="card guest__there">
        {atItem(room, item).filter((at) => at.seat).map(({ place, seat }) => (
          <li key={place.id} className="card__part person">
            <Avatar name={seat?.claims.name ?? ''} own={seat?.id === room.viewer} />
            <div>
              <p><strong>{say(nameOfPlace(room, profile, place.id))} {seat?.id === room.viewer && t('common.youSuffix')}</strong></p>
              <p className="quiet">{[place.function, say(placeParty(profile, place))].filter(Boolean).join(', ')}</p>
            </div>
          </li>
        ))}
      </ul>
      <Speakers item={item} />
      {room.code !== '' && self?.confirmed === false && <div><ButtonLink weight="strong" to={paths.code}>{t('meeting.compare')}</ButtonLink></div>}
    </section>
  )
}

import { DevicesIcon, ShieldCheckIcon, ShieldQuestionIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useName, useWords } from '../../i18n/words.ts'
import { type AtItem, atItem, nameOfPlace, placeParty } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { Speakers } from './Speakers.tsx'

/** Who is at the item, who speaks, and the room code. */
export function People({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const people = atItem(room, item)
  const scribe = people.find((at) => at.seat?.post === 'secretary' && at.seat.id !== room.viewer)?.seat
  const others = people.filter((at) => at.seat === undefined || at.seat !== scribe)
  return (
    <div className="side">
      <Speakers item={item} />
      <section className="side__part">
        <div className="row row--apart"><h2>{t('meeting.people')}</h2><span className="help">{others.length}</span></div>
        <ul className="stack people">{others.map((at) => <OnePerson key={at.place.id} at={at} />)}</ul>
        {scribe && <p className="help">{t('meeting.scribe', { name: scribe.claims.name })}</p>}
      </section>
      <p className="side__part"><ButtonLink weight="quiet" small to={paths.participants} icon={UsersIcon}>{t('people.title')}</ButtonLink></p>
      {room.code !== '' && <RoomCode />}
    </div>
  )
}

function OnePerson({ at }: { at: AtItem }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const name = useName()
  const dates = useDates()
  const { seat, place } = at
  const called = seat || place.guest ? say(nameOfPlace(room, profile, place.id)) : place.function
  const role = seat?.post === 'chair' ? t('post.chair') : name(profile.itemRoles, at.role)
  const Sign = seat?.confirmed ? ShieldCheckIcon : ShieldQuestionIcon
  return (
    <li className="person">
      <Avatar name={called} own={seat?.id === room.viewer} presence={seat?.connected ? 'here' : 'away'} />
      <div>
        <p><strong>{called} {seat?.id === room.viewer && t('common.youSuffix')}</strong> <span className="hidden">{seat?.connected && t('meeting.here')}</span></p>
        <p className="small quiet">{say(placeParty(profile, place))} · {role}</p>
        {seat?.reseated && <p><Chip tone="wait" icon={DevicesIcon}>{t('people.reseated')}</Chip></p>}
        {seat === undefined && <p className="small person__away">{t('meeting.notIn')}</p>}
        {seat && !seat.connected && <p className="small person__away">{seat.away ? t('presence.since', { time: dates.time(seat.away) }) : t('meeting.gone')}</p>}
      </div>
      {seat && room.code !== '' && (
        <span className={seat.confirmed ? 'person__code' : 'person__code person__code--not'}>
          <Sign className="icon" /><span className="hidden">{seat.confirmed ? t('meeting.codeOk') : t('meeting.codeNot')}</span>
        </span>
      )}
    </li>
  )
}

function RoomCode() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const seats = room.seats.filter((seat) => !seat.gone)
  const done = seats.filter((seat) => seat.confirmed).length
  const own = seats.find((seat) => seat.id === room.viewer)
  return (
    <section className="side__part">
      <div className="row row--apart"><h2>{t('meeting.code')}</h2><Chip tone={done === seats.length ? 'ok' : 'wait'} icon={ShieldCheckIcon}>{t('common.of', { done, of: seats.length })}</Chip></div>
      <p className="side__words">{room.codeWords.join(' ')}</p>
      <p className="help">{t('meeting.codeHelp')}</p>
      {own && !own.confirmed && <ButtonLink weight="strong" to={paths.code}>{t('meeting.compare')}</ButtonLink>}
    </section>
  )
}

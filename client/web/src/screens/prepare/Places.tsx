import { CheckIcon, ClockIcon, LinkIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invited, Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { nameOfPlace, placeParty, seatOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { GuestSits } from './GuestSits.tsx'
import { InviteLink } from './InviteLink.tsx'
import { GuestLink, NewGuest } from './NewGuest.tsx'
import { NewPlace } from './NewPlace.tsx'
import { Sits } from './Sits.tsx'

const days = 14

/** The places: at which items each sits, and the link to come in by. */
export function Places() {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  return (
    <section className="stack">
      <h2>{t('prepare.places')} <span className="quiet">{room.places.length}</span></h2>
      <ul className="card">{room.places.map((place) => <OnePlace key={place.id} place={place} />)}</ul>
      <NewPlace />
      {profile.guests.length > 0 && <NewGuest />}
    </section>
  )
}

function OnePlace({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<Invited | null>(null)
  const seat = seatOf(room, place.seat)
  const [asking, setAsking] = useState(false)
  const guest = place.guest !== ''
  const who = guest ? say(nameOfPlace(room, profile, place.id)) : (seat?.claims.name ?? place.function)
  const invite = () => void (guest ? setAsking(true) : send({ do: 'invite', place: place.id, days }).then((made) => made && setLink(made)))
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <div>
          <p><strong>{who}</strong></p>
          <p className="small quiet">{guest ? say(placeParty(profile, place)) : <>{say(placeParty(profile, place))} · {place.function} · {t(`post.${seat?.post ?? place.post}`)}</>}</p>
        </div>
        <div className="row">
          <Button small expanded={open} press={() => setOpen(!open)} label={`${t('prepare.sits')} ${who}`}>{t('prepare.sits')}</Button>
          {seat === undefined && (
            <Button small weight="strong" icon={LinkIcon} label={`${t('prepare.invite')}: ${who}`} press={invite}>{t('prepare.invite')}</Button>
          )}
          {seat && <Status tone="ok" icon={CheckIcon}>{t('prepare.filled')}</Status>}
        </div>
      </div>
      {link === null && <Made place={place} />}
      {link && <InviteLink id={place.id} who={who} made={link} close={() => setLink(null)} />}
      {asking && link === null && <GuestLink place={place} made={(made) => { setLink(made); setAsking(false) }} close={() => setAsking(false)} />}
      {open && (guest ? <GuestSits place={place} who={who} close={() => setOpen(false)} /> : <Sits place={place} who={who} close={() => setOpen(false)} />)}
      <Refused refused={refused} />
    </li>
  )
}

/** The links that still work for a place; each can be withdrawn. */
function Made({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const dates = useDates()
  const { send } = useSend()
  return room.invitations.filter((one) => one.place === place.id && !one.spent).map((one) => (
    <div key={one.act} className="row row--apart">
      <Status tone="plain" icon={ClockIcon}>{t('prepare.openLink', { date: dates.date(one.expires) })}</Status>
      <button type="button" className="plain-button" onClick={() => void send({ do: 'uninvite', invitation: one.act })}>{t('prepare.withdrawLink')}</button>
    </div>
  ))
}

import { AlertTriangleIcon, CheckIcon, DevicesIcon, LockIcon, MailIcon, UsersIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { placeOf, placeParty } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'
import { TurnAway } from './TurnAway.tsx'

/** Who waits to be let in, with what each may see once inside. */
export function Visits() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const genuine = room.visits.filter((visit) => visit.genuine && visit.returns === 0)
  const admitAll = async () => {
    for (const visit of genuine) {
      if (await send({ do: 'admit', invitation: visit.invitation }) === null) return
    }
  }
  return (
    <section className="stack">
      <div className="page__head">
        <div>
          <h1>{t('lobby.title')}</h1>
          <p className="help" role="status">{t('lobby.waiting', { count: room.visits.length })}</p>
        </div>
        {genuine.length > 1 && <Button icon={UsersIcon} press={() => void admitAll()}>{t('lobby.admitAll')}</Button>}
      </div>
      <Refused refused={refused} />
      {room.visits.length > 0 && (
        <ul className="card">
          {room.visits.map((visit) => <OneVisit key={visit.invitation} visit={visit} letIn={() => void send({ do: visit.returns === 0 ? 'admit' : 'reseat', invitation: visit.invitation })} />)}
        </ul>
      )}
    </section>
  )
}

function OneVisit({ visit, letIn }: { visit: Visit; letIn: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const [turning, setTurning] = useState(false)
  const place = placeOf(room, visit.place)
  const name = visit.guest || visit.claims.name
  const whose = place ? say(placeParty(profile, place)) : ''
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <div className="row visit__who">
          <Avatar name={name} />
          <div>
            <p className="row"><strong>{name}</strong> <Trust visit={visit} /></p>
            <p className="help">{[visit.claims.function, whose].filter(Boolean).join(' · ')}</p>
          </div>
        </div>
        <div className="row">
          <Button press={() => setTurning(true)} label={t('lobby.turnAwayName', { name })}>{t('lobby.turnAway')}</Button>
          {visit.genuine && visit.returns === 0 && <Button weight="first" icon={CheckIcon} press={letIn} label={t('lobby.admitName', { name })}>{t('lobby.admit')}</Button>}
          {visit.genuine && visit.returns !== 0 && <Button weight="first" icon={DevicesIcon} press={letIn} label={t('comeBack.letInName', { name })}>{t('comeBack.letIn')}</Button>}
        </div>
      </div>
      {!visit.genuine && <p className="stop-link">{t('lobby.forgedHelp')}</p>}
      {visit.genuine && visit.returns !== 0 && <p>{t('comeBack.visitHelp', { name })}</p>}
      {visit.genuine && visit.returns === 0 && <MayAt place={visit.place} />}
      {turning && <TurnAway visit={visit} close={() => setTurning(false)} />}
    </li>
  )
}

function Trust({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  if (!visit.genuine) return <Chip tone="stop" icon={AlertTriangleIcon}>{t('lobby.forged')}</Chip>
  if (visit.returns !== 0) return <Chip tone="wait" icon={DevicesIcon}>{t('comeBack.visit')}</Chip>
  return <Chip tone="ok" icon={MailIcon}>{t('lobby.genuine')}</Chip>
}

function MayAt({ place }: { place: number }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const name = useName()
  const at = room.items.flatMap((item) => item.sittings.filter((one) => one.place === place).map((one) => ({ item, role: one.role })))
  const not = room.items.filter((item) => !item.sittings.some((one) => one.place === place)).map((item) => item.number)
  return (
    <div className="row visit__items">
      <span className="help">{t('lobby.mayAt')}</span>
      {at.length === 0 && <span className="quiet">{t('lobby.nowhere')}</span>}
      {at.map(({ item, role }) => (
        <span key={item.id} className="visit__item"><CheckIcon className="icon icon--small" /><strong>{item.number}. {item.label}</strong> {name(profile.itemRoles, role)}</span>
      ))}
      {not.length > 0 && <span className="visit__item visit__item--not"><LockIcon className="icon icon--small" />{t('lobby.notAt', { numbers: not.join(', ') })}</span>}
      <ButtonLink small weight="quiet" to={paths.prepare}>{t('common.change')}</ButtonLink>
    </div>
  )
}

import { AlertTriangleIcon, DevicesIcon, DoorExitIcon, KeyIcon, PlugConnectedXIcon, ShieldCheckIcon, ShieldQuestionIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Seat } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { leads, partyName, seatOf } from '../../lib/people.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button } from '../../parts/Button.tsx'
import { Chip, Status } from '../../parts/Chip.tsx'
import { Manage } from './Manage.tsx'

/** One seat: who, with which post, on which device, and what waits for the chair. */
export function OneSeat({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const [open, setOpen] = useState(false)
  const own = seat.id === room.viewer
  const { name, party, function: work } = seat.claims
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <div className="row visit__who">
          <Avatar name={name} own={own} {...(!seat.gone && { presence: seat.connected ? 'here' as const : 'away' as const })} />
          <div>
            <p className="row">
              <strong>{name} {own && t('common.youSuffix')}</strong>
              {seat.post !== 'member' && <Chip tone="accent">{t(`post.${seat.post}`)}</Chip>}
              {seat.reseated && <Chip tone="wait" icon={DevicesIcon}>{t('people.reseated')}</Chip>}
              {seat.newKey && leads(room) && !own && <Chip tone="wait" icon={KeyIcon}>{t('people.newKey')}</Chip>}
            </p>
            <p className="help">{work} · {say(partyName(profile, party))}</p>
          </div>
        </div>
        {leads(room) && !own && !seat.gone && (
          <Button small expanded={open} press={() => setOpen(!open)} label={t('people.manageOf', { name })}>{t('people.manage')}</Button>
        )}
      </div>
      {seat.gone ? <Gone seat={seat} /> : <Here seat={seat} />}
      {open && <Manage seat={seat} close={() => setOpen(false)} />}
    </li>
  )
}

function Here({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const dates = useDates()
  return (
    <div className="row row--wide">
      {!seat.connected && <Status tone="wait" icon={PlugConnectedXIcon}>{seat.away ? t('presence.since', { time: dates.time(seat.away) }) : t('meeting.gone')}</Status>}
      {!seat.joined && <Status tone="wait" icon={AlertTriangleIcon}>{t('people.notJoined')}</Status>}
      {room.code !== '' && (seat.confirmed
        ? <Status tone="ok" icon={ShieldCheckIcon}>{t('lobby.same')}</Status>
        : <Status tone="wait" icon={ShieldQuestionIcon}>{t('lobby.notCompared')}</Status>)}
    </div>
  )
}

function Gone({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  return (
    <>
      <Status tone="plain" icon={DoorExitIcon}>{seat.gone === 'removed' ? t('people.removed') : t('people.left')}</Status>
      <p className="help">{seat.steward === 0 ? t('people.noSteward') : t('people.steward', { name: seatOf(room, seat.steward)?.claims.name ?? '' })}</p>
    </>
  )
}

import { CheckIcon, UserCheckIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { partyName } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** Places that nobody fills: who is there without a device, or gets a substitute. */
export function FreePlaces() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const free = room.places.filter((place) => place.seat === 0 && place.guest === '')
  if (free.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h2>{t('people.free')} <span className="quiet">{free.length}</span></h2>
      <p className="help">{t('people.substitute')}</p>
      <ul className="card">{free.map((place) => <OneFree key={place.id} place={place} />)}</ul>
    </section>
  )
}

function OneFree({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const name = place.function
  const recipient = room.outsiders.some((one) => one.place === place.id)
  return (
    <li className="card__part stack stack--tight">
      <div className="row row--apart">
        <p><strong>{name}</strong> <span className="quiet">· {say(partyName(profile, place.party))}</span></p>
        {place.present
          ? <Button small press={() => void send({ do: 'note_absent', place: place.id })} label={t('people.absentOf', { name })}>{t('people.absent')}</Button>
          : <Button small icon={UserCheckIcon} press={() => void send({ do: 'note_present', place: place.id })} label={t('people.presentOf', { name })}>{t('people.present')}</Button>}
      </div>
      {place.present && (
        <div className="row row--apart">
          <div>
            <Status tone="ok" icon={CheckIcon}>{t('people.present')}</Status>
            <p className="help">{t('people.presentHelp')}</p>
          </div>
          {recipient
            ? <Status tone="ok" icon={CheckIcon}>{t('people.isRecipient')}</Status>
            : <Button small press={() => void send({ do: 'outside', name, place: place.id })} label={t('people.recipientOf', { name })}>{t('people.recipient')}</Button>}
        </div>
      )}
      <Refused refused={refused} />
    </li>
  )
}

import { PlugConnectedXIcon, ShieldQuestionIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Seat } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { choosable, nameOfPlace } from '../../lib/people.ts'
import { Chip } from '../../parts/Chip.tsx'
import { CheckBlock } from '../../parts/Choice.tsx'

interface ReaderProps {
  item: Item
  places: ReadonlySet<number>
  change: (places: ReadonlySet<number>) => void
  /** The place whose text it is; the viewer's own unless said. */
  owner?: number | undefined
}

/** Who may read: whole roles in one press, or person by person. */
export function ReaderChoice({ item, places, change, owner }: ReaderProps) {
  const { t } = useTranslation()
  const [each, setEach] = useState(false)
  return (
    <fieldset className="readers">
      <legend className="field__label">{t('composer.readers')}</legend>
      <div className="row">
        {each ? <PerPerson item={item} places={places} change={change} owner={owner} /> : <PerRole item={item} places={places} change={change} owner={owner} />}
        <button type="button" className="plain-button" onClick={() => setEach(!each)}>{each ? t('composer.perRole') : t('composer.perPerson')}</button>
      </div>
      <p className="help">{t('composer.chairReads')}</p>
    </fieldset>
  )
}

function PerRole({ item, places, change, owner }: ReaderProps) {
  const { room, profile } = useRoom()
  const name = useName()
  const people = choosable(room, item, owner)
  const roles = profile.itemRoles.map((role) => ({ role, at: people.filter((one) => one.role === role.code) })).filter((one) => one.at.length > 0)
  return roles.map(({ role, at }) => {
    const ids = at.map((one) => one.place.id)
    return (
      <CheckBlock key={role.code} checked={ids.every((id) => places.has(id))} change={(all) => change(withAll(places, ids, all))}>
        {name(profile.itemRoles, role.code)} <span className="readers__count">{at.length}</span>
      </CheckBlock>
    )
  })
}

function PerPerson({ item, places, change, owner }: ReaderProps) {
  const { room, profile } = useRoom()
  const say = useWords()
  return choosable(room, item, owner).map(({ place, seat }) => (
    <CheckBlock key={place.id} checked={places.has(place.id)} change={(one) => change(withAll(places, [place.id], one))}>
      {say(nameOfPlace(room, profile, place.id))} {seat && <Standing seat={seat} />}
    </CheckBlock>
  ))
}

/** Who is not here now, and who did not compare the words: said before one chooses. */
function Standing({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  return (
    <>
      {!seat.connected && <Chip tone="wait" icon={PlugConnectedXIcon}>{t('presence.away')}</Chip>}
      {room.code !== '' && !seat.confirmed && <Chip tone="wait" icon={ShieldQuestionIcon}>{t('presence.notCompared')}</Chip>}
    </>
  )
}

function withAll(places: ReadonlySet<number>, ids: readonly number[], there: boolean): Set<number> {
  const next = new Set(places)
  ids.forEach((id) => (there ? next.add(id) : next.delete(id)))
  return next
}

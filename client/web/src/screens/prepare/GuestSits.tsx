import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { SelectField } from '../../parts/Field.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useSend } from '../../parts/useSend.ts'

interface Chosen { role: string; person: number }

/** At which cases a guest sits, in which role, and who of the case he is; nothing
 * happens before it is saved, since what he then sees cannot be unseen. */
export function GuestSits({ place, who, close }: { place: Place; who: string; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [chosen, setChosen] = useState<Record<number, Partial<Chosen>>>({})
  const cases = room.items.filter((item) => item.here && !item.general)
  const save = async () => {
    for (const item of cases) {
      const now = sittingOf(item, place)
      const { role, person } = { ...now, ...chosen[item.id] }
      if (role === now.role && person === now.person) continue
      const done = role === ''
        ? await send({ do: 'unseat', item: item.id, place: place.id })
        : await send({ do: 'sit_guest', item: item.id, place: place.id, role, person })
      if (!done) return
    }
    close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      {cases.map((item) => (
        <OneCase key={item.id} item={item} place={place} who={who} chosen={{ ...sittingOf(item, place), ...chosen[item.id] }} choose={(next) => setChosen({ ...chosen, [item.id]: { ...chosen[item.id], ...next } })} />
      ))}
      <FormEnd refused={refused} press={t('common.save')} close={close} />
    </form>
  )
}

function sittingOf(item: Item, place: Place): Chosen {
  const now = item.sittings.find((one) => one.place === place.id)
  return { role: now?.role ?? '', person: now?.person ?? 0 }
}

interface CaseProps { item: Item; place: Place; who: string; chosen: Chosen; choose: (chosen: Partial<Chosen>) => void }

function OneCase({ item, place, who, chosen, choose }: CaseProps) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  return (
    <div className="form form--two">
      <SelectField
        id={`sits-${place.id}-${item.id}`} label={t('prepare.roleAt', { who, item: `${item.number}. ${item.label}` })} empty={t('prepare.notHere')}
        value={chosen.role} change={(role) => choose(role === '' ? { role, person: 0 } : { role })}
        options={profile.itemRoles.filter((one) => one.guest).map((one) => ({ value: one.code, label: say(one) }))}
      />
      {place.guest === 'person' && chosen.role !== '' && (
        <SelectField
          id={`is-${place.id}-${item.id}`} label={t('guest.isPerson', { item: item.label })} value={String(chosen.person)} change={(person) => choose({ person: Number(person) })}
          options={[{ value: '0', label: t('guest.isNobody') }, ...item.persons.map((one) => ({ value: String(one.handle), label: one.pseudonym }))]}
        />
      )}
    </div>
  )
}

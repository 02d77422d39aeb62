import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { SelectField } from '../../parts/Field.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useSend } from '../../parts/useSend.ts'

/** At which items a place sits, and in which role. Choosing alone does nothing:
 * by arrow keys one passes every role on the way to the one that is meant. */
export function Sits({ place, who, close }: { place: Place; who: string; close: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [chosen, setChosen] = useState<Record<number, string>>({})
  const items = room.items.filter((item) => item.here).map((item) => ({ item, role: item.sittings.find((one) => one.place === place.id)?.role ?? '' }))
  const save = async () => {
    for (const { item, role: before } of items) {
      const role = chosen[item.id] ?? before
      if (role === before) continue
      const done = role === '' ? await send({ do: 'unseat', item: item.id, place: place.id }) : await send({ do: 'sit', item: item.id, place: place.id, role })
      if (!done) return
    }
    close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      {items.map(({ item, role }) => (
        <SelectField
          key={item.id} id={`sits-${place.id}-${item.id}`} label={t('prepare.roleAt', { who, item: `${item.number}. ${item.label}` })} empty={t('prepare.notHere')}
          value={chosen[item.id] ?? role} change={(next) => setChosen({ ...chosen, [item.id]: next })}
          options={profile.itemRoles.filter((one) => !one.guest).map((one) => ({ value: one.code, label: say(one) }))}
        />
      ))}
      <FormEnd refused={refused} press={t('common.save')} close={close} />
    </form>
  )
}

import { useTranslation } from 'react-i18next'
import type { Place } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { SelectField } from '../../parts/Field.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

/** At which items a place sits, and in which role. */
export function Sits({ place, who }: { place: Place; who: string }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const change = (item: number, role: string) => void (role === '' ? send({ do: 'unseat', item, place: place.id }) : send({ do: 'sit', item, place: place.id, role }))
  return (
    <div className="form">
      {room.items.filter((item) => item.here).map((item) => (
        <SelectField
          key={item.id} id={`sits-${place.id}-${item.id}`} label={t('prepare.roleAt', { who, item: `${item.number}. ${item.label}` })} empty={t('prepare.notHere')}
          value={item.sittings.find((one) => one.place === place.id)?.role ?? ''} change={(role) => change(item.id, role)}
          options={profile.itemRoles.map((one) => ({ value: one.code, label: say(one) }))}
        />
      ))}
      <Refused refused={refused} />
    </div>
  )
}

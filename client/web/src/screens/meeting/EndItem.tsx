import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { SelectField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

/** Ending an item says what came of it. */
export function EndItem({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [chosen, setChosen] = useState<{ outcome?: string; party?: string }>({})
  const { outcome, party } = { outcome: item.outcome, party: item.allocated, ...chosen }
  const allocates = profile.outcomes.find((one) => one.code === outcome)?.allocation ?? false
  const form = useForm(() => {
    const errors: Errors = {}
    if (outcome === '') errors.outcome = t('meeting.outcomeMissing')
    if (allocates && party === '') errors.allocated = t('meeting.allocatedMissing')
    return errors
  })
  const end = async () => {
    if (!form.ready()) return
    if (item.stage === 'open' && !await send({ do: 'end_item', item: item.id })) return
    if (await send({ do: 'outcome', item: item.id, outcome, party: allocates ? party : '' })) close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void end() }}>
      <FormAlert {...form} />
      <div className="form form--two">
        <SelectField
          id="outcome" label={t('meeting.outcome')} empty={t('common.choose')} value={outcome} change={(next) => setChosen({ ...chosen, outcome: next })} error={form.errors.outcome}
          options={profile.outcomes.map((one) => ({ value: one.code, label: say(one) }))}
        />
        {allocates && (
          <SelectField
            id="allocated" label={t('meeting.allocatedTo')} empty={t('common.choose')} value={party} change={(next) => setChosen({ ...chosen, party: next })} error={form.errors.allocated}
            options={profile.parties.map((one) => ({ value: one.code, label: say(one) }))}
          />
        )}
      </div>
      <FormEnd refused={refused} press={t('meeting.endItem')} close={close} />
    </form>
  )
}

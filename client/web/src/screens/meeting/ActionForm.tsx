import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { dayOf, readDay } from '../../lib/dates.ts'
import { atItem, nameOfPlace } from '../../lib/people.ts'
import { AreaField, SelectField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useNow } from '../../parts/useNow.ts'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useTyped } from '../../parts/useTyped.ts'

/** Recording agreed work: what, who, when. */
export function ActionForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const say = useWords()
  const { send, refused } = useSend()
  const [{ text, who, when }, set, sent] = useTyped(`action-${item.id}`, () => ({ text: '', who: '', when: '' }))
  const due = readDay(when, dayOf(useNow(60_000)))
  const form = useForm(() => {
    const errors: Errors = {}
    if (text.trim() === '') errors['action-text'] = t('meeting.actionMissing')
    if (who === '') errors['action-who'] = t('meeting.actionWhoMissing')
    if (due === null) errors['action-when'] = t('common.dateWrong')
    return errors
  })
  const record = async () => {
    if (!form.ready() || due === null || !await send({ do: 'action', item: item.id, text, assignee: Number(who), due })) return
    sent()
    close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void record() }}>
      <FormAlert {...form} />
      <AreaField id="action-text" label={t('meeting.actionText')} value={text} change={(next) => set({ text: next })} error={form.errors['action-text']} rows={2} />
      <div className="form form--two">
        <SelectField
          id="action-who" label={t('meeting.actionWho')} empty={t('common.choose')} value={who} change={(next) => set({ who: next })} error={form.errors['action-who']}
          options={atItem(room, item).map((at) => ({ value: String(at.place.id), label: say(nameOfPlace(room, profile, at.place.id)) }))}
        />
        <TextField id="action-when" label={t('meeting.actionWhen')} hint={t('common.dateHint')} value={when} change={(next) => set({ when: next })} error={form.errors['action-when']} />
      </div>
      <FormEnd refused={refused} press={t('meeting.addAction')} close={close} />
    </form>
  )
}

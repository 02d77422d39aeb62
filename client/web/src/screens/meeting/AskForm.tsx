import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { atItem } from '../../lib/people.ts'
import { AreaField, SelectField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useTyped } from '../../parts/useTyped.ts'

/** Asking one person at the item for information, with what it is for. */
export function AskForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [{ to, question, reason }, set, sent] = useTyped(`ask-${item.id}`, () => ({ to: '', question: '', reason: '' }))
  const form = useForm(() => {
    const errors: Errors = {}
    if (to === '') errors['ask-whom'] = t('request.whomMissing')
    if (question.trim() === '') errors['ask-what'] = t('request.whatMissing')
    if (reason.trim() === '') errors['ask-why'] = t('request.whyMissing')
    return errors
  })
  const people = atItem(room, item).flatMap((at) => (at.seat && at.seat.id !== room.viewer ? [{ value: String(at.place.id), label: at.seat.claims.name }] : []))
  const ask = async () => {
    if (!form.ready() || !await send({ do: 'ask', item: item.id, to: [Number(to)], question, reason })) return
    sent()
    close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void ask() }}>
      <h2>{t('request.title')}</h2>
      <FormAlert {...form} />
      <SelectField id="ask-whom" label={t('request.whom')} empty={t('common.choose')} value={to} change={(next) => set({ to: next })} options={people} error={form.errors['ask-whom']} />
      <AreaField id="ask-what" label={t('request.what')} value={question} change={(next) => set({ question: next })} error={form.errors['ask-what']} rows={2} />
      <AreaField id="ask-why" label={t('request.why')} value={reason} change={(next) => set({ reason: next })} error={form.errors['ask-why']} rows={2} />
      <FormEnd refused={refused} press={t('request.send')} close={close} />
    </form>
  )
}

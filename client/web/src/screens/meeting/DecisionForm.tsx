import { useTranslation } from 'react-i18next'
import type { Item } from '../../core/contract.ts'
import { AreaField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useUnsent } from '../../parts/useUnsent.ts'

/** Recording a decision. */
export function DecisionForm({ item, close }: { item: Item; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [text, setText, sent] = useUnsent(`decision-${item.id}`)
  const form = useForm(() => (text.trim() === '' ? { 'decision-text': t('meeting.decisionMissing') } : {}))
  const record = async () => {
    if (!form.ready() || !await send({ do: 'decide', item: item.id, text })) return
    sent()
    close()
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void record() }}>
      <FormAlert {...form} />
      <AreaField id="decision-text" label={t('meeting.decisionText')} value={text} change={setText} error={form.errors['decision-text']} rows={2} />
      <FormEnd refused={refused} press={t('meeting.addDecision')} close={close} />
    </form>
  )
}

import { PlayerPauseIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { AreaField } from './Field.tsx'
import { FormAlert } from './FormAlert.tsx'
import { FormEnd } from './FormEnd.tsx'
import { useForm } from './useForm.ts'
import { useSend } from './useSend.ts'
import { useUnsent } from './useUnsent.ts'

/** Keeping a text from leaving until somebody has asked for advice. */
export function HoldForm({ act, close }: { act: string; close: () => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const id = `hold-${act}`
  const [reason, setReason, sent] = useUnsent(id)
  const form = useForm(() => (reason.trim() === '' ? { [id]: t('hold.missing') } : {}))
  const hold = async () => {
    if (!form.ready() || !await send({ do: 'hold', act, reason })) return
    sent()
    close()
  }
  return (
    <form className="form held" noValidate onSubmit={(event) => { event.preventDefault(); void hold() }}>
      <FormAlert {...form} />
      <AreaField id={id} label={t('hold.why')} hint={t('hold.hint')} value={reason} change={setReason} error={form.errors[id]} rows={2} />
      <FormEnd refused={refused} press={t('hold.press')} icon={PlayerPauseIcon} close={close} />
    </form>
  )
}

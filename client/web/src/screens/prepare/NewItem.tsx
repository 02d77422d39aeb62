import { PlusIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/Button.tsx'
import { Switch } from '../../parts/Choice.tsx'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'

/** A new item: its kind and length; what it is about follows. */
export function NewItem({ made }: { made: (item: number) => void }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [kind, setKind] = useState<'case' | 'general'>('case')
  const [minutes, setMinutes] = useState('')
  const form = useForm(() => (/^[1-9]\d{0,2}$/.test(minutes.trim()) ? {} : { minutes: t('prepare.minutesWrong') }))
  const add = async () => {
    if (!form.ready()) return
    const item = await send({ do: 'item', general: kind === 'general', minutes: Number(minutes) })
    if (!item) return
    setMinutes('')
    made(item.item)
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void add() }}>
      <h3>{t('prepare.newItem')}</h3>
      <FormAlert {...form} />
      <div className="form form--two">
        <Switch
          legend={t('prepare.kind')} name="kind" value={kind} change={setKind}
          options={[{ value: 'case', label: t('prepare.case') }, { value: 'general', label: t('prepare.general') }]}
        />
        <TextField id="minutes" label={t('prepare.minutes')} inputMode="numeric" value={minutes} change={setMinutes} error={form.errors.minutes} />
      </div>
      <Refused refused={refused} />
      <div><Button type="submit" weight="strong" icon={PlusIcon}>{t('prepare.addItem')}</Button></div>
    </form>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Request } from '../../core/contract.ts'
import { useDates } from '../../i18n/words.ts'
import { readDay } from '../../lib/dates.ts'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useToday } from '../../parts/useToday.ts'

interface DayProps { id: string; label: string; press: string; past?: boolean; request: (day: number) => Request; close: () => void }

/** Something that needs nothing but a day: today when it was done. */
export function DayForm({ id, label, press, past = false, request, close }: DayProps) {
  const { t } = useTranslation()
  const dates = useDates()
  const today = useToday()
  const { send, refused } = useSend()
  const [typed, setTyped] = useState(past ? dates.day(today) : '')
  const day = readDay(typed, today, past)
  const form = useForm(() => (day === null ? { [id]: t('common.dateWrong') } : {}))
  const record = async () => {
    if (form.ready() && day !== null && await send(request(day))) close()
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void record() }}>
      <FormAlert {...form} />
      <TextField id={id} label={label} hint={t('common.dateHint')} value={typed} change={setTyped} error={form.errors[id]} />
      <FormEnd refused={refused} press={press} close={close} />
    </form>
  )
}

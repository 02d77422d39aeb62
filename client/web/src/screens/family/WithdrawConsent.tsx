import { ArrowBackUpIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent, Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates, useList } from '../../i18n/words.ts'
import { readDay } from '../../lib/dates.ts'
import { restingOn, wentOn } from '../../lib/family.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useToday } from '../../parts/useToday.ts'

/** Recording that consent was taken back says what stops, and asks once more. */
export function WithdrawConsent({ item, consent, close }: { item: Item; consent: Consent; close: () => void }) {
  const { t } = useTranslation()
  const { room, profile } = useRoom()
  const dates = useDates()
  const list = useList()
  const today = useToday()
  const { send, refused } = useSend()
  const [typed, setTyped] = useState(dates.day(today))
  const day = readDay(typed, today, true)
  const id = `withdrawn-${consent.act}`
  const form = useForm(() => (day === null ? { [id]: t('common.dateWrong') } : {}))
  const went = [...new Set(wentOn(room, consent).map((one) => nameOfRecipient(room, one.recipient)))]
  const record = async () => {
    if (form.ready() && day !== null && await send({ do: 'withdraw_consent', act: consent.act, day })) close()
  }
  return (
    <form className="confirm form" noValidate onSubmit={(event) => { event.preventDefault(); void record() }}>
      <h3>{t('consent.sure')}</h3>
      <ul className="bullets">
        <li>{t('consent.rests', { count: restingOn(item, consent).length })}</li>
        {profile.consent.withdrawn === 'stop' && <li>{t('consent.sureStop')}</li>}
        {profile.consent.withdrawn === 'hold' && <li>{t('consent.sureHold')}</li>}
        <li>{t('consent.recalled')}</li>
        {went.length > 0 && <li>{t('consent.went', { names: list(went) })}</li>}
      </ul>
      <FormAlert {...form} />
      <TextField id={id} label={t('consent.withdrawDay')} hint={t('common.dateHint')} value={typed} change={setTyped} error={form.errors[id]} />
      <Refused refused={refused} />
      <div className="row">
        <Button type="submit" weight="danger" icon={ArrowBackUpIcon}>{t('consent.withdraw')}</Button>
        <Button press={close}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}

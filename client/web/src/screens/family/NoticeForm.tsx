import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Item } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { familyOf } from '../../lib/family.ts'
import { nameOfRecipient } from '../../lib/people.ts'
import { Check, Switch } from '../../parts/Choice.tsx'
import { AreaField, TextField } from '../../parts/Field.tsx'
import { type Errors, FormAlert } from '../../parts/FormAlert.tsx'
import { FormEnd } from '../../parts/FormEnd.tsx'
import { paths } from '../../parts/paths.ts'
import { TickList } from '../../parts/TickList.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useTyped } from '../../parts/useTyped.ts'

/** First the device compiles the notice; then its text is proposed as it stands. */
export function NoticeForm({ item, close }: { item: Item; close: () => void }) {
  const [{ compiled }, set, sent] = useTyped<{ compiled: string }>(`notice-${item.id}`, () => ({ compiled: '' }))
  if (compiled === '') return <Compile item={item} made={(text) => set({ compiled: text })} close={close} />
  return <Propose item={item} compiled={compiled} sent={sent} close={close} />
}

interface Asked { reason: string; referrer: string; unsafe: boolean; language: 'nl' | 'en' }

function Compile({ item, made, close }: { item: Item; made: (text: string) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const { send, refused } = useSend()
  const [{ reason, referrer, unsafe, language }, set, sent] = useTyped<Asked>(`notice-why-${item.id}`, () => ({
    reason: '', referrer: '', unsafe: false, language: i18n.language === 'en' ? 'en' : 'nl',
  }))
  const form = useForm(() => (reason.trim() === '' ? { 'notice-reason': t('notice.reasonMissing') } : {}))
  const compile = async () => {
    if (!form.ready()) return
    const notice = await send({ do: 'notice', item: item.id, reason: reason.trim(), referrer: referrer.trim(), unsafe, language })
    if (!notice) return
    sent()
    made(notice.text)
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void compile() }}>
      <FormAlert {...form} />
      <AreaField id="notice-reason" label={t('notice.reason')} hint={t('notice.reasonHint')} value={reason} change={(next) => set({ reason: next })} error={form.errors['notice-reason']} rows={2} />
      <TextField id="notice-referrer" label={t('notice.referrer')} optional value={referrer} change={(next) => set({ referrer: next })} />
      <Check checked={unsafe} change={(next) => set({ unsafe: next })}>{t('notice.unsafe')}</Check>
      <Switch
        legend={t('notice.language')} name="notice-language" value={language} change={(next) => set({ language: next })}
        options={[{ value: 'nl', label: t('common.dutch') }, { value: 'en', label: t('common.english') }]}
      />
      <FormEnd refused={refused} press={t('notice.compile')} close={close} />
    </form>
  )
}

function Propose({ item, compiled, sent, close }: { item: Item; compiled: string; sent: () => void; close: () => void }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [, go] = useLocation()
  const family = familyOf(room, item)
  const [{ text }, set, textSent] = useTyped<{ text: string }>(`notice-text-${item.id}`, () => ({ text: compiled }))
  const [chosen, setChosen] = useState<string[]>(family.map((_, at) => String(at)))
  const form = useForm(() => {
    const errors: Errors = {}
    if (text.trim() === '') errors['notice-text'] = t('notice.textMissing')
    if (chosen.length === 0) errors['notice-to'] = t('notice.toMissing')
    return errors
  })
  const forget = () => { sent(); textSent() }
  const propose = async () => {
    if (!form.ready()) return
    const recipients = family.filter((_, at) => chosen.includes(String(at)))
    const made = await send({ do: 'propose', proposal: { item: item.id, kind: 'notice', text: text.trim(), recipients, actions: [], sources: [] } })
    if (!made) return
    forget()
    go(`${paths.release}/${made.act}`)
  }
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void propose() }}>
      <FormAlert {...form} />
      <AreaField id="notice-text" label={t('notice.text')} hint={t('notice.textHint')} value={text} change={(next) => set({ text: next })} error={form.errors['notice-text']} rows={16} />
      <TickList
        id="notice-to" legend={t('notice.to')} error={form.errors['notice-to']} chosen={chosen} change={setChosen}
        options={family.map((one, at) => ({ value: String(at), label: nameOfRecipient(room, one) }))}
      />
      {family.length === 0 && <p>{t('notice.nobody')}</p>}
      <FormEnd refused={refused} press={t('notice.propose')} close={() => { forget(); close() }} />
    </form>
  )
}

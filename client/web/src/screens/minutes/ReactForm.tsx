import { CircleCheckIcon, MessageCircleIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Minutes } from '../../core/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { AreaField } from '../../parts/Field.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { useUnsent } from '../../parts/useUnsent.ts'
import { OwnReactions } from './OwnReactions.tsx'

/** Reacting to a concept: the chair reads it before the minutes are adopted. */
export function ReactForm({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [text, setText, forget] = useUnsent(`react-${minutes.package}`)
  const [sent, setSent] = useState(false)
  const form = useForm(() => (text.trim() === '' ? { reaction: t('minutes.reactMissing') } : {}))
  const react = async () => {
    if (form.ready() && await send({ do: 'react', package: minutes.package, text })) {
      forget()
      setSent(true)
    }
  }
  const nothing = async () => {
    if (await send({ do: 'react', package: minutes.package, text: '' })) setSent(true)
  }
  return (
    <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void react() }}>
      <h2>{t('minutes.react')}</h2>
      <p className="help">{t('minutes.reactHelp')}</p>
      <AreaField id="reaction" label={t('minutes.reactWhat')} value={text} change={setText} error={form.errors.reaction} />
      <OwnReactions of={minutes.package} />
      <p role="status">{sent && t('minutes.reactSent')}</p>
      <Refused refused={refused} />
      <div className="row">
        <Button type="submit" weight="first" icon={MessageCircleIcon}>{t('minutes.reactSend')}</Button>
        <Button weight="quiet" icon={CircleCheckIcon} press={() => void nothing()}>{t('reaction.nothing')}</Button>
      </div>
    </form>
  )
}

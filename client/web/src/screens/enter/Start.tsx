import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCore, useSnapshot } from '../../core/use.ts'
import { useDates, useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { type NotDone, useSend } from '../../parts/useSend.ts'
import { Found } from './Found.tsx'

interface StartProps {
  chairLink: string
  /** Why the invitation that the page was opened with does not open. */
  unopened: NotDone | null
}

/** Before any room is open: an invitation, a room kept on this device, or a new one. */
export function Start({ chairLink, unopened }: StartProps) {
  const { t } = useTranslation()
  return (
    <Page title={t('start.title')} narrow>
      <h1>{t('start.title')}</h1>
      <p>{t('start.lead')}</p>
      <Refused refused={unopened} />
      <Kept />
      <Invited />
      <Found chairLink={chairLink} />
    </Page>
  )
}

function Kept() {
  const { t } = useTranslation()
  const { kept } = useSnapshot()
  const core = useCore()
  const say = useWords()
  const dates = useDates()
  if (kept.length === 0) return null
  return (
    <section className="card card--padded stack">
      <h2>{t('start.kept')}</h2>
      {kept.map((room) => (
        <Button key={room.id} wide weight="strong" press={() => void core.send({ do: 'open', room: room.id })}>
          {t('start.open', { name: say(room.covenant), date: dates.date(room.until) })}
        </Button>
      ))}
    </section>
  )
}

function Invited() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [link, setLink] = useState('')
  const form = useForm(() => (link.trim() === '' ? { link: t('start.linkMissing') } : {}))
  return (
    <section className="card card--padded">
      <form
        className="form" noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (form.ready()) void send({ do: 'look', link: link.trim() })
        }}
      >
        <h2>{t('start.invited')}</h2>
        <FormAlert {...form} />
        <TextField id="link" label={t('start.link')} hint={t('start.invitedText')} value={link} change={setLink} error={form.errors.link} />
        <Refused refused={refused} />
        <Button type="submit" weight="first">{t('start.look')}</Button>
      </form>
    </section>
  )
}

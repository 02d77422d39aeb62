import { LockOpenIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../Button.tsx'
import { TextField } from '../Field.tsx'
import { FormAlert } from '../FormAlert.tsx'
import { Refused } from '../Refused.tsx'
import { useForm } from '../useForm.ts'
import { useSend } from '../useSend.ts'

/** The words that were made for this device. They can be pasted, and spelled with
 * spaces or hyphens. */
export function ByWords() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [words, setWords] = useState('')
  const form = useForm(() => (words.trim() === '' ? { 'unlock-words': t('unlock.wordsMissing') } : {}))
  return (
    <form
      className="form" noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (form.ready()) void send({ do: 'unlock', words })
      }}
    >
      <FormAlert {...form} />
      <TextField id="unlock-words" label={t('unlock.words')} hint={t('unlock.wordsHint')} value={words} change={setWords} error={form.errors['unlock-words']} autoComplete="current-password" />
      <Refused refused={refused} />
      <Button type="submit" weight="first" icon={LockOpenIcon}>{t('unlock.open')}</Button>
    </form>
  )
}

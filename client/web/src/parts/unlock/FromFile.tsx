import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../Button.tsx'
import { TextField } from '../Field.tsx'
import { FileField } from '../FileField.tsx'
import { type Errors, FormAlert } from '../FormAlert.tsx'
import { Refused } from '../Refused.tsx'
import { useForm } from '../useForm.ts'
import { useSend } from '../useSend.ts'

/** Who has a key file of another device takes that key along. */
export function FromFile() {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [file, setFile] = useState<File | null>(null)
  const [words, setWords] = useState('')
  const form = useForm(() => {
    const errors: Errors = {}
    if (file === null) errors['unlock-file'] = t('unlock.fileMissing')
    if (words.trim() === '') errors['unlock-file-words'] = t('unlock.wordsMissing')
    return errors
  })
  const bring = async () => {
    if (!form.ready() || file === null) return
    await send({ do: 'set_lock', file: new Uint8Array(await file.arrayBuffer()), words })
  }
  return (
    <details>
      <summary>{t('unlock.have')}</summary>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void bring() }}>
        <FormAlert {...form} />
        <FileField id="unlock-file" label={t('unlock.file')} hint={t('unlock.fileHint')} error={form.errors['unlock-file']} choose={setFile} />
        <TextField id="unlock-file-words" label={t('unlock.fileWords')} value={words} change={setWords} error={form.errors['unlock-file-words']} />
        <Refused refused={refused} />
        <Button type="submit" weight="strong">{t('unlock.bring')}</Button>
      </form>
    </details>
  )
}

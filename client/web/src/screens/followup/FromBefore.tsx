import { AlertTriangleIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Results } from '../../core/contract.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../parts/Button.tsx'
import { bytesOf, FileField } from '../../parts/FileField.tsx'
import { FormAlert } from '../../parts/FormAlert.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { BringTexts } from './BringTexts.tsx'
import { EarlierActions } from './EarlierActions.tsx'

type Told = Results['from_before']

/** At an item that follows up an earlier room: what of one's package goes on here. */
export function FromBefore({ item }: { item: Item }) {
  const { t } = useTranslation()
  const say = useWords()
  const { send, refused } = useSend()
  const [chosen, setChosen] = useState<File | null>(null)
  const [file, setFile] = useState<Uint8Array | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const form = useForm(() => (chosen === null ? { before: t('before.fileMissing') } : {}))
  const read = async (bytes: Uint8Array) => {
    const answer = await send({ do: 'from_before', item: item.id, file: bytes })
    setFile(bytes)
    setTold(answer)
  }
  const look = async () => {
    if (form.ready() && chosen !== null) await read(await bytesOf(chosen))
  }
  if (item.earlier === '') return null
  return (
    <details className="card card--padded before">
      <summary>{t('before.heading')}</summary>
      <div className="stack">
        <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void look() }}>
          <p className="help">{t('before.help')}</p>
          <FormAlert {...form} />
          <FileField id="before" label={t('before.file')} hint={t('before.fileHint')} error={form.errors.before} choose={setChosen} />
          <Refused refused={refused} />
          <div><Button type="submit" weight="strong">{t('before.look')}</Button></div>
        </form>
        <div role="status">
          {told?.failure && <Notice tone="stop" icon={AlertTriangleIcon} title={t('before.wrong')}><p>{say(told.failure.sentence)}</p></Notice>}
          {told && !told.failure && told.actions.length + told.passages.length === 0 && <p>{t('before.none')}</p>}
        </div>
        {told && file && told.actions.length > 0 && <EarlierActions item={item} file={file} actions={told.actions} again={() => void read(file)} />}
        {told && file && told.passages.length > 0 && <BringTexts item={item} file={file} passages={told.passages} again={() => void read(file)} />}
      </div>
    </details>
  )
}

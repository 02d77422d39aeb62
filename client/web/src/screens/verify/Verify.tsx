import { CheckIcon, DownloadIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../core/contract.ts'
import { useSnapshot } from '../../core/use.ts'
import { saveFile } from '../../lib/save.ts'
import { Button } from '../../parts/Button.tsx'
import { bytesOf, FileField } from '../../parts/FileField.tsx'
import { Page } from '../../parts/Page.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useForm } from '../../parts/useForm.ts'
import { useSend } from '../../parts/useSend.ts'
import { ReportView } from './ReportView.tsx'

/** For the privacy officer: minutes or a log are checked on this device. */
export function Verify() {
  const { t } = useTranslation()
  const { room } = useSnapshot()
  const { send, refused } = useSend()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const form = useForm(() => (file === null ? { file: t('verify.fileMissing') } : {}))
  const check = async () => {
    setReport(null)
    if (!form.ready() || file === null) return
    setReport(await send({ do: 'verify', file: await bytesOf(file) }))
  }
  const saveLog = async () => {
    const log = await send({ do: 'save_log' })
    if (log) await saveFile(log)
  }
  return (
    <Page title={t('verify.title')} back>
      <div>
        <h1>{t('verify.title')}</h1>
        <p>{t('verify.lead')}</p>
      </div>
      <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void check() }}>
        <FileField id="file" label={t('verify.file')} hint={t('verify.fileHint')} error={form.errors.file} choose={setFile} />
        <Refused refused={refused} />
        <div className="row">
          <Button type="submit" weight="first" icon={CheckIcon}>{t('verify.check')}</Button>
          {room && <Button icon={DownloadIcon} press={() => void saveLog()}>{t('verify.saveLog')}</Button>}
        </div>
      </form>
      {report && <ReportView report={report} />}
    </Page>
  )
}

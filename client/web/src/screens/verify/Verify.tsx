import { CheckIcon, DownloadIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import type { Report } from '../../core/contract.ts'
import { useSnapshot } from '../../core/use.ts'
import { saveFile } from '../../lib/save.ts'
import { Button } from '../../parts/Button.tsx'
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
    const bytes = new Uint8Array(await file.arrayBuffer())
    setReport(await send({ do: 'verify', file: bytes }))
  }
  const saveLog = async () => {
    const log = await send({ do: 'save_log' })
    if (log) saveFile(log)
  }
  return (
    <Page title={t('verify.title')} back>
      <div>
        <h1>{t('verify.title')}</h1>
        <p>{t('verify.lead')}</p>
      </div>
      <form className="card card--padded form" noValidate onSubmit={(event) => { event.preventDefault(); void check() }}>
        <div className="field">
          <label className="field__label" htmlFor="file">{t('verify.file')}</label>
          <p className="field__hint" id="file-hint">{t('verify.fileHint')}</p>
          {form.errors.file && <ErrorMessage id="file-error" prefix={t('common.inputError')}>{form.errors.file}</ErrorMessage>}
          <input
            type="file" id="file" className="file" aria-describedby={form.errors.file ? 'file-hint file-error' : 'file-hint'} aria-invalid={form.errors.file ? true : undefined}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </div>
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

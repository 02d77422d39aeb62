import { AlertTriangleIcon, ShieldCheckIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { LogReport, Report } from '../../core/contract.ts'
import { useWords } from '../../i18n/words.ts'
import { Checked } from '../minutes/Checked.tsx'
import { Document } from '../minutes/Document.tsx'
import { Verdict } from '../minutes/Verdict.tsx'

/** What a check established: minutes, a log, or where it breaks. */
export function ReportView({ report }: { report: Report }) {
  const { t } = useTranslation()
  const say = useWords()
  const { minutes, log, broken } = report
  return (
    <>
      {minutes && (
        <>
          <Verdict minutes={minutes} />
          {minutes.failure === null && <div className="minutes"><Document minutes={minutes} /><Checked minutes={minutes} /></div>}
        </>
      )}
      {log && <Log log={log} />}
      {broken && (
        <section className="verdict verdict--stop" role="status">
          <span className="verdict__sign"><AlertTriangleIcon className="icon icon--large" /></span>
          <div><h2>{t('verify.broken')}</h2><p>{say(broken.sentence)}</p><p className="small">{broken.evidence}</p></div>
        </section>
      )}
    </>
  )
}

function Log({ log }: { log: LogReport }) {
  const { t } = useTranslation()
  const facts: [string, string | number][] = [
    [t('verify.records'), log.records], [t('verify.stubs'), log.stubs], [t('verify.head'), log.head], [t('verify.epoch'), log.epoch],
    [t('verify.phase'), t(`verify.phase_${log.phase}`)], [t('verify.room'), log.room],
  ]
  return (
    <>
      <section className="verdict verdict--ok" role="status">
        <span className="verdict__sign"><ShieldCheckIcon className="icon icon--large" /></span>
        <div><h2>{t('verify.log')}</h2><p>{t('verify.logText')}</p></div>
      </section>
      <dl className="card card--padded facts-list">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="report__value">{value}</dd></div>)}</dl>
    </>
  )
}

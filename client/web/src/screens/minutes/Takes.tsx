import { CalendarEventIcon, DownloadIcon, FileLockIcon, FileTextIcon, TableColumnIcon, WorldIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Format, Minutes } from '../../core/contract.ts'
import { saveFile } from '../../lib/save.ts'
import type { Icon } from '../../parts/Button.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { useSend } from '../../parts/useSend.ts'

type Taken = Extract<Format, 'age' | 'odt' | 'html' | 'xlsx' | 'csv' | 'ics' | 'json'>

const forms: [Taken, Icon][] = [
  ['age', FileLockIcon], ['odt', FileTextIcon], ['html', WorldIcon],
  ['xlsx', TableColumnIcon], ['ics', CalendarEventIcon], ['csv', TableColumnIcon], ['json', TableColumnIcon],
]

/** The package in the formats people use; one press keeps it. */
export function Takes({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation()
  const { send, refused } = useSend()
  const [saved, setSaved] = useState('')
  const take = async (to: Taken) => {
    const file = await send({ do: 'convert', package: minutes.package, to })
    if (!file) return
    await saveFile(file)
    setSaved(file.name)
  }
  return (
    <section className="card">
      <h2 className="card__part">{t('minutes.keepTitle')}</h2>
      <ul>
        {forms.map(([to, Sign]) => (
          <li key={to} className="card__part takes">
            <button type="button" className="takes__one" onClick={() => void take(to)}>
              <Sign className="icon icon--large" />
              <span><strong>{t(`minutes.${to}`)}</strong><span className="small quiet">{t(`minutes.${to}Help`, { size: Math.ceil(minutes.size / 1024) })}</span></span>
              <DownloadIcon className="icon" />
            </button>
          </li>
        ))}
      </ul>
      <div className="card__part">
        <p className="help">{t('minutes.keepHelp')}</p>
        <p role="status">{saved !== '' && t('minutes.saved', { name: saved })}</p>
        <Refused refused={refused} />
      </div>
    </section>
  )
}

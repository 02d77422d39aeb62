import { CheckIcon, InfoCircleIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Minutes } from '../../core/contract.ts'
import { useWords } from '../../i18n/words.ts'
import { Status } from '../../parts/Chip.tsx'

/** What was established, and what a file cannot show. */
export function Checked({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation()
  const say = useWords()
  if (minutes.checked.length + minutes.limits.length === 0) return null
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('minutes.checked')}</h2>
      <ul className="bare">
        {minutes.checked.map((words) => <li key={words.nl}><Status tone="ok" icon={CheckIcon}>{say(words)}</Status></li>)}
        {minutes.limits.map((words) => <li key={words.nl}><Status tone="plain" icon={InfoCircleIcon}>{say(words)}</Status></li>)}
      </ul>
    </section>
  )
}

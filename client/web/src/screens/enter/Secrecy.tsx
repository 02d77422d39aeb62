import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import { useTranslation } from 'react-i18next'
import type { Words } from '../../core/contract.ts'
import { useWords } from '../../i18n/words.ts'
import { Check } from '../../parts/Choice.tsx'

interface SecrecyProps { text: Words; checked: boolean; change: (checked: boolean) => void; error?: string | undefined }

/** The promise of secrecy in the words of the covenant; it starts unticked. */
export function SecrecyBox({ text, checked, change, error }: SecrecyProps) {
  const { t } = useTranslation()
  const say = useWords()
  return (
    <div className={`secrecy${checked ? ' secrecy--given' : ''}`}>
      {error && <ErrorMessage id="secrecy-error" prefix={t('common.inputError')}>{error}</ErrorMessage>}
      <Check id="secrecy" checked={checked} change={change} describedBy={error && 'secrecy-error'} invalid={error !== undefined}>
        <strong>{t('enter.secrecy')}</strong>
      </Check>
      <details>
        <summary>{t('enter.secrecyText')}</summary>
        <p>{say(text)}</p>
      </details>
    </div>
  )
}

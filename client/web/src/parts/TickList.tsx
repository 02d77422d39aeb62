import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import { useTranslation } from 'react-i18next'
import { Check } from './Choice.tsx'
import type { Option } from './Field.tsx'

interface TickListProps {
  /** Also the target of the summary of errors. */
  id: string
  legend: string
  hint?: string
  error?: string | undefined
  options: Option[]
  chosen: readonly string[]
  change: (chosen: string[]) => void
}

/** Several of a list, ticked one by one. */
export function TickList({ id, legend, hint, error, options, chosen, change }: TickListProps) {
  const { t } = useTranslation()
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className="tick-list" id={id} tabIndex={-1} aria-describedby={ids || undefined}>
      <legend className="field__label">{legend}</legend>
      {hint && <p className="field__hint" id={`${id}-hint`}>{hint}</p>}
      {error && <ErrorMessage id={`${id}-error`} prefix={t('common.inputError')}>{error}</ErrorMessage>}
      {options.map((one) => (
        <Check key={one.value} checked={chosen.includes(one.value)} change={(there) => change(there ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))}>{one.label}</Check>
      ))}
    </fieldset>
  )
}

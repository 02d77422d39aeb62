import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import { Field as AmsField } from '@amsterdam/design-system-react/dist/Field/index.js'
import { Select } from '@amsterdam/design-system-react/dist/Select/index.js'
import { TextArea } from '@amsterdam/design-system-react/dist/TextArea/index.js'
import { TextInput } from '@amsterdam/design-system-react/dist/TextInput/index.js'
import '@amsterdam/design-system-css/dist/error-message/error-message.css'
import '@amsterdam/design-system-css/dist/field/field.css'
import '@amsterdam/design-system-css/dist/select/select.css'
import '@amsterdam/design-system-css/dist/text-area/text-area.css'
import '@amsterdam/design-system-css/dist/text-input/text-input.css'
import type { HTMLInputAutoCompleteAttribute, ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'

interface FieldProps {
  /** Also the target of the summary of errors. */
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
}

interface Described { 'aria-describedby': string | undefined; invalid: boolean }

/** Label, hint and error above the control, joined to it for speech. */
function Field({ id, label, hint, error, optional, children }: FieldProps & { children: (described: Described) => ReactNode }) {
  const { t } = useTranslation()
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <AmsField className="field" invalid={error !== undefined}>
      <label className="field__label" htmlFor={id}>
        {label} {optional && <span className="quiet">({t('common.optional')})</span>}
      </label>
      {hint && <p className="field__hint" id={`${id}-hint`}>{hint}</p>}
      {error && <ErrorMessage id={`${id}-error`} prefix={t('common.inputError')}>{error}</ErrorMessage>}
      {children({ 'aria-describedby': ids || undefined, invalid: error !== undefined })}
    </AmsField>
  )
}

interface TextProps extends FieldProps {
  value: string
  change: (value: string) => void
  autoComplete?: HTMLInputAutoCompleteAttribute
  readOnly?: boolean
  inputMode?: 'text' | 'numeric' | 'tel'
}

export function TextField({ value, change, autoComplete = 'off', readOnly, inputMode, ...field }: TextProps) {
  return (
    <Field {...field}>
      {(described) => (
        <TextInput
          {...described} id={field.id} value={value} onChange={(event) => change(event.target.value)}
          autoComplete={autoComplete} readOnly={readOnly} inputMode={inputMode}
        />
      )}
    </Field>
  )
}

interface AreaProps extends FieldProps { value: string; change: (value: string) => void; rows?: number; ref?: Ref<HTMLTextAreaElement> }

export function AreaField({ value, change, rows = 3, ref, ...field }: AreaProps) {
  return (
    <Field {...field}>
      {(described) => (
        <TextArea {...described} ref={ref} id={field.id} value={value} onChange={(event) => change(event.target.value)} rows={rows} autoComplete="off" />
      )}
    </Field>
  )
}

export interface Option { value: string; label: string }

interface SelectProps extends FieldProps { value: string; change: (value: string) => void; options: Option[]; empty?: string }

/** A choice from a list; `empty` is shown while nothing is chosen. */
export function SelectField({ value, change, options, empty, ...field }: SelectProps) {
  return (
    <Field {...field}>
      {(described) => (
        <Select {...described} id={field.id} value={value} onChange={(event) => change(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </Select>
      )}
    </Field>
  )
}

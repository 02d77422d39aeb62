import { ErrorMessage } from '@amsterdam/design-system-react/dist/ErrorMessage/index.js'
import { useTranslation } from 'react-i18next'

interface FileProps { id: string; label: string; hint: string; error?: string | undefined; optional?: boolean; choose: (file: File | null) => void }

/** Choosing a file of this device; label, hint and error as of every field. */
export function FileField({ id, label, hint, error, optional, choose }: FileProps) {
  const { t } = useTranslation()
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>{label} {optional && <span className="quiet">({t('common.optional')})</span>}</label>
      <p className="field__hint" id={`${id}-hint`}>{hint}</p>
      {error && <ErrorMessage id={`${id}-error`} prefix={t('common.inputError')}>{error}</ErrorMessage>}
      <input
        type="file" id={id} className="file" aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`} aria-invalid={error ? true : undefined}
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
    </div>
  )
}

/** What is in a file, as the core takes it. */
export async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}

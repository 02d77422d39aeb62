import { AlertCircleIcon } from '@amsterdam/design-system-react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'

/** What is still missing in a form, by the id of the field it belongs to. */
export type Errors = Record<string, string>

/** The summary above a form; takes focus each time the form is sent with errors. */
export function FormAlert({ errors, sent }: { errors: Errors; sent: number }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const missing = Object.entries(errors)
  useEffect(() => {
    if (sent > 0) box.current?.focus()
  }, [sent])
  if (missing.length === 0) return null
  return (
    <Notice tone="stop" icon={AlertCircleIcon} title={t('common.missing', { count: missing.length })} ref={box}>
      <ul className="bare">
        {missing.map(([id, error]) => (
          <li key={id}>
            <a className="stop-link" href={`#${id}`} onClick={(event) => { event.preventDefault(); document.getElementById(id)?.focus() }}>{error}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

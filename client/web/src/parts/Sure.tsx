import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type Icon } from './Button.tsx'
import { Refused } from './Refused.tsx'
import type { NotDone } from './useSend.ts'

interface SureProps { title: string; label: string; icon?: Icon; press: () => void; cancel: () => void; refused: NotDone | null; children?: ReactNode }

/** Asks once more, in the place itself, before what cannot be undone. */
export function Sure({ title, label, icon, press, cancel, refused, children }: SureProps) {
  const { t } = useTranslation()
  return (
    <div className="confirm stack stack--tight">
      <p><strong>{title}</strong></p>
      {children}
      <Refused refused={refused} />
      <div className="row">
        <Button weight="danger" {...(icon && { icon })} press={press}>{label}</Button>
        <Button press={cancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}

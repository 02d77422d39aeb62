import { useTranslation } from 'react-i18next'
import { Button, type Icon } from './Button.tsx'
import { Refused } from './Refused.tsx'
import type { NotDone } from './useSend.ts'

interface EndProps { refused: NotDone | null; press: string; icon?: Icon; small?: boolean; close: () => void }

/** The end of a form that opens and closes: why it was not done, the press that does it,
 * and leaving it. */
export function FormEnd({ refused, press, icon, small = false, close }: EndProps) {
  const { t } = useTranslation()
  return (
    <>
      <Refused refused={refused} />
      <div className="row">
        <Button small={small} type="submit" weight="strong" {...(icon && { icon })}>{press}</Button>
        <Button small={small} weight="quiet" press={close}>{t('common.close')}</Button>
      </div>
    </>
  )
}

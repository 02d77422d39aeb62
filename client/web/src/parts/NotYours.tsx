import { LockIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { Page } from './Page.tsx'

/** A screen for chair and deputies, opened by somebody else. */
export function NotYours() {
  const { t } = useTranslation()
  return (
    <Page title={t('common.notYours')} back>
      <h1 className="hidden">{t('common.notYours')}</h1>
      <Notice tone="accent" icon={LockIcon} title={t('common.notYours')} />
    </Page>
  )
}

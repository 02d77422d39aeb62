import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { paths } from '../parts/paths.ts'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('common.notFound')} narrow>
      <h1>{t('common.notFound')}</h1>
      <p>{t('common.notFoundHelp')}</p>
      <div><ButtonLink weight="strong" to={paths.home}>{t('states.start')}</ButtonLink></div>
    </Page>
  )
}

import { useTranslation } from 'react-i18next'
import { Page } from '../parts/Page.tsx'

const works = ['works1', 'works2', 'works3', 'works4', 'works5'] as const
const known = ['known1', 'known2'] as const

/** The accessibility statement. */
export function Accessibility() {
  const { t } = useTranslation()
  return (
    <Page title={t('accessibility.title')} narrow back>
      <h1>{t('accessibility.title')}</h1>
      <p>{t('accessibility.lead')}</p>
      <h2>{t('accessibility.norm')}</h2>
      <p>{t('accessibility.normText')}</p>
      <h2>{t('accessibility.works')}</h2>
      <ul className="bullets">{works.map((key) => <li key={key}>{t(`accessibility.${key}`)}</li>)}</ul>
      <h2>{t('accessibility.known')}</h2>
      <ul className="bullets">{known.map((key) => <li key={key}>{t(`accessibility.${key}`)}</li>)}</ul>
      <h2>{t('accessibility.report')}</h2>
      <p>{t('accessibility.reportText')}</p>
    </Page>
  )
}

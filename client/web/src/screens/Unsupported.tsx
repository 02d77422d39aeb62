import sign from '@amsterdam/design-system-assets/sign.svg'
import { useTranslation } from 'react-i18next'
import { Language, useTitle } from '../parts/Page.tsx'

/** A plain page where the browser or the network lacks what the meeting needs. */
export function Unsupported({ lacks }: { lacks: 'wasm' | 'socket' }) {
  const { t } = useTranslation()
  const title = t(`states.${lacks}Title`)
  useTitle(title)
  return (
    <>
      <header className="top">
        <span className="top__name"><img src={sign} alt="" />{t('common.app')}</span>
        <div className="top__end"><Language /></div>
      </header>
      <main id="content" tabIndex={-1} className="page page--narrow">
        <h1>{title}</h1>
        <p>{t(`states.${lacks}Text`)}</p>
        <section className="card card--padded stack stack--tight">
          <h2>{t('states.ask')}</h2>
          <p>{lacks === 'wasm' ? t('states.askWasm') : t('states.askSocket')}</p>
        </section>
        <p>{t('states.meanwhile')}</p>
      </main>
    </>
  )
}

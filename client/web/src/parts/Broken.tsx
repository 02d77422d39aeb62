import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'

interface Around { children: ReactNode }

/** A mistake of a screen does not leave an empty page: it says so and offers to
 * begin anew. The core runs on, and what was stored stays. */
export class WhenBroken extends Component<Around, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTranslation()
  return (
    <main id="content" tabIndex={-1} className="page page--narrow" role="alert">
      <h1>{t('states.brokenTitle')}</h1>
      <p>{t('states.brokenText')}</p>
      <div><Button weight="first" press={() => location.reload()}>{t('trouble.reload')}</Button></div>
    </main>
  )
}

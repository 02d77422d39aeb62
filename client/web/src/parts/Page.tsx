import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useSnapshot } from '../core/use.ts'
import { changeLanguage } from '../i18n/index.ts'
import { ButtonLink } from './Button.tsx'
import { paths } from './paths.ts'
import { Top } from './Top.tsx'
import { Troubles } from './Troubles.tsx'

interface PageProps {
  /** Of the document, so that a tab and a screen reader say where one is. */
  title: string
  narrow?: boolean
  /** Shows the way back to the meeting. */
  back?: boolean
  top?: ReactNode
  children: ReactNode
}

/** A screen with the bar above it and the small links below. */
export function Page({ title, narrow = false, back = false, top, children }: PageProps) {
  const { t } = useTranslation()
  useTitle(title)
  return (
    <>
      <Top>
        {top}
        {back && <Back />}
        {narrow && <Language />}
      </Top>
      <Troubles />
      <main id="content" tabIndex={-1} className={`page${narrow ? ' page--narrow' : ''}`}>{children}</main>
      <footer className="foot no-print">
        <Link href={paths.accessibility}>{t('common.accessibility')}</Link>
        <Link href={paths.verify}>{t('common.verify')}</Link>
        <Link href={paths.logout}>{t('logout.title')}</Link>
        {!narrow && <Language />}
      </footer>
    </>
  )
}

/** Names the document. Browsers write that in their history: never anything of a case. */
export function useTitle(title: string): void {
  const { t } = useTranslation()
  const app = t('common.app')
  useEffect(() => {
    document.title = `${title} · ${app}`
  }, [title, app])
}

function Back() {
  const { t } = useTranslation()
  const { room } = useSnapshot()
  return room && <ButtonLink to={paths.meeting}>{t('common.back')}</ButtonLink>
}

export function Language() {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'nl' ? 'en' : 'nl'
  return (
    <button type="button" className="plain-button" lang={other} onClick={() => void changeLanguage(other)}>
      {other === 'en' ? t('common.english') : t('common.dutch')}
    </button>
  )
}

import { KeyIcon } from '@amsterdam/design-system-react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unlock as Asked } from '../../core/contract.ts'
import { useCore, useSnapshot } from '../../core/use.ts'
import { Button } from '../Button.tsx'
import { ByPasskey } from './ByPasskey.tsx'
import { ByWords } from './ByWords.tsx'
import { SetLock } from './SetLock.tsx'

/** Showing that it is you, before what you pressed is signed. It stands above the
 * screen, takes focus, and gives it back to where you were. */
export function Unlock() {
  const { unlock } = useSnapshot()
  return unlock && <Form key={`${unlock.for} ${unlock.way}`} asked={unlock} />
}

function Form({ asked }: { asked: Asked }) {
  const { t, i18n } = useTranslation()
  const core = useCore()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    title.current?.focus()
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus() }
  }, [])
  const what = `unlock.for.${asked.for}`
  return (
    <section className="unlock card card--padded stack" aria-labelledby="unlock-title">
      <div className="row">
        <KeyIcon className="icon icon--large" />
        <h2 id="unlock-title" ref={title} tabIndex={-1}>{asked.way === '' ? t('unlock.choose') : t('unlock.title')}</h2>
      </div>
      <p>{t('unlock.why', { what: i18n.exists(what) ? t(what as 'unlock.for.agree') : t('unlock.for.other') })}</p>
      {asked.way === 'passkey' && <ByPasskey asked={asked} />}
      {asked.way === 'words' && <ByWords />}
      {asked.way === '' && <SetLock asked={asked} />}
      <div><Button weight="quiet" press={() => void core.send({ do: 'stay_locked' })}>{t('unlock.not')}</Button></div>
      {asked.way !== '' && <details className="help"><summary>{t('unlock.lost')}</summary><p>{t('unlock.lostHelp')}</p></details>}
    </section>
  )
}

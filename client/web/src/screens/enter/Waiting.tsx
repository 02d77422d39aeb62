import { DoorEnterIcon, LockIcon, ShieldCheckIcon, WifiIcon, WifiOffIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Claims, Welcome } from '../../core/contract.ts'
import { useCore, useSnapshot } from '../../core/use.ts'
import { useWords } from '../../i18n/words.ts'
import { Avatar } from '../../parts/Avatar.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { useNow } from '../../parts/useNow.ts'
import { Steps } from './Steps.tsx'

/** In the lobby, until the chair lets one in. */
export function Waiting({ welcome, since, claims }: { welcome: Welcome; since: number; claims: Claims }) {
  const { t } = useTranslation()
  const core = useCore()
  const say = useWords()
  const { connection } = useSnapshot()
  const minutes = Math.floor((useNow(10_000) - since) / 60_000)
  return (
    <Page title={t('enter.waiting')} narrow>
      <Steps at={2} />
      <section className="card card--padded waiting" role="status">
        <span className="waiting__sign"><DoorEnterIcon className="icon" /></span>
        <h1>{t('enter.waiting')}</h1>
        <p>{t('enter.waitingText', { name: welcome.host })}</p>
        <p className="quiet">{minutes < 1 ? t('enter.waitedNow') : t('enter.waited', { count: minutes })}</p>
      </section>
      <section className="card card--padded stack">
        <h2>{welcome.guest === '' ? t('enter.seen') : t('guest.waiting')}</h2>
        <div className="row">
          <Avatar name={claims.name} own />
          <div><p><strong>{claims.name}</strong></p>{welcome.guest === '' && <p className="quiet">{claims.function}, {say(welcome.party)}</p>}</div>
        </div>
        <Status tone="ok" icon={LockIcon}>{t('enter.promised')}</Status>
      </section>
      <Notice tone="accent" icon={ShieldCheckIcon} title={t('enter.soon')}><p>{t('enter.soonText')}</p></Notice>
      {connection.is === 'online'
        ? <Notice tone="ok" icon={WifiIcon} title={t('enter.connected')} />
        : <Notice tone="wait" icon={WifiOffIcon} title={t('enter.noConnection')} />}
      <button type="button" className="plain-button waiting__leave" onClick={() => void core.send({ do: 'leave_lobby' })}>{t('enter.leave')}</button>
    </Page>
  )
}

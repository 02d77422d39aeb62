import { LogoutIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useCore, useSnapshot } from '../core/use.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Refused } from '../parts/Refused.tsx'
import { useSend } from '../parts/useSend.ts'
import { KeepKey } from './minutes/KeepKey.tsx'

/** Wiping this device: what goes, what to keep before, and one press. */
export function Logout() {
  const { t } = useTranslation()
  const core = useCore()
  const { pending } = useSnapshot()
  const { send, refused } = useSend()
  const logout = async () => {
    if (await send({ do: 'logout' })) core.end()
  }
  return (
    <Page title={t('logout.title')} narrow back>
      <h1>{t('logout.title')}</h1>
      <p>{t('logout.goes')}</p>
      <p>{t('logout.stays')}</p>
      <KeepKey />
      {pending.length > 0 && <Notice tone="wait" icon={LogoutIcon} title={t('logout.pending', { count: pending.length })} />}
      <Refused refused={refused} />
      <div><Button weight="danger" icon={LogoutIcon} press={() => void logout()}>{t('logout.press')}</Button></div>
    </Page>
  )
}

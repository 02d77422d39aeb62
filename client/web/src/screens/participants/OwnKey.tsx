import { ClockIcon, KeyIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../core/use.ts'
import { viewerOf } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Refused } from '../../parts/Refused.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { useSend } from '../../parts/useSend.ts'

/** The key of one's packages: announced, or made anew after it was lost. */
export function OwnKey() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [asked, setAsked] = useState(false)
  const own = viewerOf(room)
  if (!own) return null
  const renew = async () => {
    if (await send({ do: 'renew_key' })) setAsked(false)
  }
  return (
    <section className="card card--padded stack stack--tight">
      <h2>{t('ownKey.title')}</h2>
      <p className="help">{t('ownKey.help')}</p>
      <div role="status">
        {own.newKey && <Status tone="wait" icon={ClockIcon}>{t('ownKey.waits', { mark: own.keyMark })}</Status>}
        {!own.newKey && own.minutesKey && <Status tone="ok" icon={KeyIcon}>{t('ownKey.mark', { mark: own.keyMark })}</Status>}
        {!own.newKey && !own.minutesKey && <p>{t('ownKey.none')}</p>}
      </div>
      {!asked && <Refused refused={refused} />}
      {!own.minutesKey && !own.newKey && <div><Button weight="strong" icon={KeyIcon} press={() => void send({ do: 'announce_key' })}>{t('minutes.announce')}</Button></div>}
      {own.minutesKey && !asked && <div><Button weight="quiet" press={() => setAsked(true)}>{t('ownKey.lost')}</Button></div>}
      {asked && (
        <Sure title={t('ownKey.lostSure')} label={t('ownKey.renew')} icon={KeyIcon} press={() => void renew()} cancel={() => setAsked(false)} refused={refused}>
          <p>{t('ownKey.lostHelp')}</p>
        </Sure>
      )}
    </section>
  )
}

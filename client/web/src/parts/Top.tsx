import sign from '@amsterdam/design-system-assets/sign.svg'
import { LockIcon, PlugConnectedXIcon, RefreshIcon } from '@amsterdam/design-system-react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useSnapshot } from '../core/use.ts'
import { useDates, useName, useWords } from '../i18n/words.ts'
import { partyOf, viewerOf } from '../lib/people.ts'
import { Avatar } from './Avatar.tsx'
import { Status } from './Chip.tsx'
import { paths } from './paths.ts'

/** The bar above every screen: where one is, the connection, who one is. */
export function Top({ children }: { children?: ReactNode }) {
  const { t } = useTranslation()
  const { room } = useSnapshot()
  return (
    <header className="top no-print">
      <a className="skip" href="#content">{t('common.skip')}</a>
      <Link href={paths.home} className="top__name"><img src={sign} alt="" />{t('common.app')}</Link>
      {room && <RoomName />}
      <div className="top__end">
        {room && <Connected />}
        {children}
        {room && <Self />}
      </div>
    </header>
  )
}

function RoomName() {
  const { room, profile } = useSnapshot()
  const name = useName()
  const dates = useDates()
  if (room === null || profile === null) return null
  return (
    <p className="top__room">
      <strong>{name(profile.roomKinds, room.kind)}</strong> <span className="quiet">· {dates.date(room.started || room.founded)}</span>
    </p>
  )
}

function Connected() {
  const { t } = useTranslation()
  const { connection, trouble } = useSnapshot()
  const [tone, icon, words] = connection.is === 'online'
    ? [trouble === null ? 'ok' : 'stop', LockIcon, t('common.secure')] as const
    : connection.is === 'connecting'
      ? ['wait', RefreshIcon, t('common.connecting')] as const
      : ['wait', PlugConnectedXIcon, t('common.offline')] as const
  return <div role="status"><Status tone={tone} icon={icon}><span className="top__words">{words}</span></Status></div>
}

function Self() {
  const { t } = useTranslation()
  const { room, profile } = useSnapshot()
  const say = useWords()
  const seat = room && viewerOf(room)
  if (!seat || profile === null) return null
  return (
    <div className="top__self">
      <Avatar name={seat.claims.name} own />
      <div>
        <p><strong>{seat.claims.name}</strong></p>
        <p className="small quiet">{seat.post === 'member' ? say(partyOf(room, profile, seat)) : t(`post.${seat.post}`)}</p>
      </div>
    </div>
  )
}

import {
  AlertTriangleIcon, ArrowBackUpIcon, DevicesIcon, PlugConnectedXIcon, RefreshIcon, WifiOffIcon,
} from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Notice as HappenedNotice, Trouble, TroubleKind } from '../core/contract.ts'
import { useCore, useSnapshot } from '../core/use.ts'
import { useDates, useWords } from '../i18n/words.ts'
import { leads } from '../lib/people.ts'
import { Button, ButtonLink } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { paths } from './paths.ts'
import { Refused } from './Refused.tsx'
import { SaveEvidence } from './SaveEvidence.tsx'
import { Unlock } from './unlock/Unlock.tsx'
import { useSend } from './useSend.ts'

/** What is wrong with connection, server or core, and what waits for an unlock, above
 * the screen it is about. */
export function Troubles() {
  const { trouble, elsewhere, lost, notice } = useSnapshot()
  const { stopped } = useCore()
  return (
    <>
      <div className="page__troubles" role="status">
        {stopped && <Stopped />}
        {elsewhere && <Elsewhere />}
        {trouble && <OfServer trouble={trouble} />}
        {lost.length > 0 && <Lost />}
        {notice && <Happened notice={notice} />}
        <Offline />
      </div>
      <Unlock />
    </>
  )
}

function Stopped() {
  const { t } = useTranslation()
  return (
    <Notice tone="stop" icon={PlugConnectedXIcon} title={t('trouble.stopped')} action={<Button press={() => location.reload()}>{t('trouble.reload')}</Button>}>
      <p>{t('trouble.stoppedHelp')}</p>
    </Notice>
  )
}

function Elsewhere() {
  const { t } = useTranslation()
  const core = useCore()
  return (
    <Notice tone="accent" icon={DevicesIcon} title={t('trouble.elsewhere')} action={<Button weight="strong" press={() => void core.send({ do: 'take_here' })}>{t('trouble.here')}</Button>}>
      <p>{t('trouble.elsewhereHelp')}</p>
    </Notice>
  )
}

const warnings: readonly TroubleKind[] = ['behind', 'silence']

function OfServer({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation()
  const { room } = useSnapshot()
  const say = useWords()
  const { send, refused } = useSend()
  if (warnings.includes(trouble.is)) {
    return <Notice tone="wait" icon={AlertTriangleIcon} title={t(`trouble.${trouble.is}`)}><p>{say(trouble.sentence)}</p></Notice>
  }
  if (trouble.is === 'anew') {
    return (
      <Notice tone="wait" icon={AlertTriangleIcon} title={t('trouble.anew')} action={<SaveEvidence />}>
        <p>{say(trouble.sentence)}</p>
        <details><summary>{t('trouble.evidence')}</summary><p className="small">{trouble.evidence}</p></details>
      </Notice>
    )
  }
  if (trouble.is === 'loss') {
    const resume = room && leads(room) && <Button press={() => void send({ do: 'resume' })}>{t('trouble.resume')}</Button>
    return (
      <Notice tone="stop" icon={AlertTriangleIcon} title={t('trouble.loss')} action={resume}>
        <p>{say(trouble.sentence)}</p>
        <Refused refused={refused} />
      </Notice>
    )
  }
  return (
    <Notice tone="stop" icon={AlertTriangleIcon} title={t(`trouble.${trouble.is}`)} action={room && <ButtonLink to={paths.code}>{t('trouble.compare')}</ButtonLink>}>
      <p>{say(trouble.sentence)}</p>
      <details><summary>{t('trouble.evidence')}</summary><p className="small">{trouble.evidence}</p></details>
    </Notice>
  )
}

/** Something the device did or met by itself. */
function Happened({ notice }: { notice: HappenedNotice }) {
  const { t } = useTranslation()
  const say = useWords()
  const words = notice.refusal ? say(notice.refusal.sentence) : t(`trouble.${notice.is}Help`)
  return <Notice tone="wait" icon={AlertTriangleIcon} title={t(`trouble.${notice.is}`)}><p>{words}</p></Notice>
}

function Lost() {
  const { t } = useTranslation()
  const { lost } = useSnapshot()
  const { send, refused } = useSend()
  return (
    <Notice tone="wait" icon={ArrowBackUpIcon} title={t('trouble.lost', { count: lost.length })}>
      <p>{t('trouble.lostHelp')}</p>
      <ul className="stack stack--tight">
        {lost.map((one) => (
          <li key={one.act} className="row row--apart">
            <span>{one.text}</span>
            <Button small press={() => void send({ do: 'repeat', act: one.act })}>{t('trouble.again')}</Button>
          </li>
        ))}
      </ul>
      <Refused refused={refused} />
    </Notice>
  )
}

function Offline() {
  const { t } = useTranslation()
  const { connection, pending, stage } = useSnapshot()
  const dates = useDates()
  if (connection.is === 'connecting' && stage === 'room') {
    return <Notice tone="accent" icon={RefreshIcon} title={t('trouble.connecting')}><p>{t('trouble.connectingHelp')}</p></Notice>
  }
  if (connection.is === 'blocked') return <Blocked />
  if (connection.is !== 'offline') return null
  return (
    <Notice tone="wait" icon={WifiOffIcon} title={t('trouble.offline', { time: dates.time(connection.since) })}>
      <p>{pending.length === 0 ? t('trouble.offlineHelp') : t('trouble.offlinePending', { count: pending.length })}</p>
    </Notice>
  )
}

/** A network that lets pages through and no WebSocket: waiting does not help, an administrator does. */
function Blocked() {
  const { t } = useTranslation()
  const { pending } = useSnapshot()
  return (
    <Notice tone="wait" icon={WifiOffIcon} title={t('states.socketTitle')}>
      <p>{t('states.socketText')}</p>
      <p><strong>{t('states.ask')}:</strong> {t('states.askSocket')}</p>
      {pending.length > 0 && <p>{t('trouble.blockedPending', { count: pending.length })}</p>}
      <p>{t('states.meanwhile')}</p>
    </Notice>
  )
}

import { AlertTriangleIcon, CheckIcon, PencilIcon, SendIcon, XIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Contribution, NewProposal, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { leftOf } from '../../lib/desk.ts'
import { stuckIn } from '../../lib/issuing.ts'
import { isStopped } from '../../lib/matrix.ts'
import { leads } from '../../lib/people.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Status } from '../../parts/Chip.tsx'
import { Obstacle } from '../../parts/Standing.tsx'
import { paths } from '../../parts/paths.ts'
import { Refused } from '../../parts/Refused.tsx'
import { type NotDone, useSend } from '../../parts/useSend.ts'
import { OnHold } from './OnHold.tsx'
import type { Working } from './OutText.tsx'

interface BarProps { proposal: Proposal | undefined; sources: Contribution[]; work: Working; changed: boolean; settled: boolean; next: NewProposal; ready: () => boolean }

/** The decision, always in sight. A changed text is a new proposal first. */
export function DecisionBar(props: BarProps) {
  return (
    <div className="decision">
      {props.proposal && <OnHold proposal={props.proposal} sources={props.sources} />}
      {props.settled ? <Settled proposal={props.proposal} /> : <Deciding {...props} />}
    </div>
  )
}

function Settled({ proposal }: { proposal: Proposal | undefined }) {
  const { t } = useTranslation()
  if (!proposal) return null
  if (isStopped(proposal)) return <Obstacle of={proposal.obstacle} />
  if (proposal.state === 'approved') {
    return (
      <div className="row row--apart">
        <Status tone="ok" icon={CheckIcon}>{t('release.isApproved')}</Status>
        <ButtonLink icon={PencilIcon} to={`${paths.release}/verbeter/${proposal.act}`}>{t('correction.begin')}</ButtonLink>
      </div>
    )
  }
  if (proposal.state === 'refused') return <Status tone="stop" icon={XIcon}>{t('release.isRefused')}</Status>
  return <Status tone="plain" icon={XIcon}>{t('release.isLapsed')}</Status>
}

function Deciding({ proposal, work, changed, next, ready }: BarProps) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { send, refused } = useSend()
  const [, go] = useLocation()
  const [stuck, setStuck] = useState<NotDone | null>(null)
  const [blocked, setBlocked] = useState(false)

  const propose = async () => {
    if (!ready()) return
    const made = await send({ do: 'propose', proposal: next })
    if (!made) return
    work.sent()
    if (proposal && leads(room)) await send({ do: 'lapse', proposals: [proposal.act] })
    go(`${paths.release}/${made.act}`)
  }
  const decide = async (approve: boolean) => {
    if (proposal === undefined) return
    if (approve && work.open.length > 0) {
      setBlocked(true)
      document.querySelector<HTMLElement>('.mark--open')?.focus()
      return
    }
    const done = await send({ do: 'minimise', decisions: [{ proposal: proposal.act, approve, left: leftOf(work.work) }] })
    setStuck(done ? stuckIn(done.each) : null)
  }

  return (
    <>
      <Refused refused={refused ?? stuck} />
      <div className="row row--apart">
        <p role="status"><Status tone={work.open.length === 0 ? 'ok' : 'wait'} icon={work.open.length === 0 ? CheckIcon : AlertTriangleIcon}>{t('release.left', { count: work.open.length })} {blocked && work.open.length > 0 && t('release.marksMissing')}</Status></p>
        <div className="row">
          {proposal && leads(room) && !changed && (
            <>
              <Button weight="quiet" press={() => void send({ do: 'lapse', proposals: [proposal.act] })}>{t('release.lapse')}</Button>
              <Button weight="stop" icon={XIcon} press={() => void decide(false)}>{t('release.refuse')}</Button>
              <Button weight="first" icon={CheckIcon} press={() => void decide(true)}>{t('release.approve')}</Button>
            </>
          )}
          {changed && <Button weight="first" icon={SendIcon} press={() => void propose()}>{proposal ? t('release.again') : t('release.propose')}</Button>}
        </div>
      </div>
    </>
  )
}

import { AlertTriangleIcon, CheckIcon, ClockIcon, DevicesIcon, SignatureIcon, XIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import type { Contribution, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useDates } from '../../i18n/words.ts'
import { seatOf } from '../../lib/people.ts'
import { Status } from '../../parts/Chip.tsx'

interface AgreementProps { sources: Contribution[]; proposal: Proposal | undefined; changed: boolean }

/** Whether the owners agreed to exactly this text. */
export function Agreement({ sources, proposal, changed }: AgreementProps) {
  const { t } = useTranslation()
  const owners = proposal?.owners ?? [...new Set(sources.map((source) => source.owner))]
  return (
    <section className="card card--padded ticks">
      <h2 className="ticks__legend"><SignatureIcon className="icon" />{t('release.owner')}</h2>
      {owners.length === 0 && <p className="help">{t('release.ownerNone')}</p>}
      {owners.map((owner) => <OneOwner key={owner} owner={owner} proposal={proposal} />)}
      {proposal && proposal.state === 'open' && changed && owners.length > 0 && <Status tone="wait" icon={AlertTriangleIcon}>{t('release.changed')}</Status>}
    </section>
  )
}

function OneOwner({ owner, proposal }: { owner: number; proposal: Proposal | undefined }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const dates = useDates()
  const name = seatOf(room, owner)?.claims.name ?? ''
  const given = proposal?.agreed.find((one) => one.seat === owner)
  if (given) {
    return (
      <>
        <p><Status tone="ok" icon={CheckIcon}>{t('release.ownerGave', { name, time: dates.time(given.time) })}</Status></p>
        {proposal?.anew.includes(owner) && <p><Status tone="wait" icon={DevicesIcon}>{t('comeBack.signed')}</Status></p>}
      </>
    )
  }
  if (proposal?.declined.includes(owner)) return <p><Status tone="stop" icon={XIcon}>{t('release.ownerNo', { name })}</Status></p>
  return <p><Status tone="wait" icon={ClockIcon}>{t('release.ownerWaits', { name })}</Status></p>
}

import { AlertTriangleIcon, CheckIcon, ClockIcon, MinusIcon, XIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden, useName } from '../../i18n/words.ts'
import { isStopped, waitsFor } from '../../lib/matrix.ts'
import { seatOf } from '../../lib/people.ts'
import { Chip } from '../../parts/Chip.tsx'
import { paths } from '../../parts/paths.ts'
import type { Listed } from './Release.tsx'

/** The proposals at the left: open ones first, then what became of the others. */
export function ProposalList({ open, decided, current }: { open: Listed[]; decided: Listed[]; current: string | undefined }) {
  const { t } = useTranslation()
  return (
    <nav className="proposals" aria-label={t('release.list')}>
      <div className="proposals__head"><h2>{t('release.list')}</h2><Chip tone="wait">{t('release.open', { count: open.length })}</Chip></div>
      <ul>
        {open.map((one) => (
          <li key={one.proposal.act}>
            <Link className="proposals__one" href={`${paths.release}/${one.proposal.act}`} aria-current={one.proposal.act === current ? 'page' : undefined}><Open {...one} /></Link>
          </li>
        ))}
      </ul>
      {decided.length > 0 && (
        <>
          <h2 className="proposals__head">{t('release.decided')} · {decided.length}</h2>
          <ul>
            {decided.map(({ proposal }) => (
              <li key={proposal.act}>
                <Link className="proposals__one proposals__one--decided" href={`${paths.release}/${proposal.act}`} aria-current={proposal.act === current ? 'page' : undefined}><Decided proposal={proposal} /></Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

function Open({ proposal }: Listed) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room, profile } = useRoom()
  const name = useName()
  const waits = waitsFor(proposal).length > 0
  return (
    <>
      <span className="small quiet">{[name(profile.releaseKinds, proposal.kind), ...proposal.owners.map((owner) => seatOf(room, owner)?.claims.name)].join(' · ')}</span>
      <span>{proposal.text ?? hidden(proposal.shown)}</span>
      <span className="row">
        {proposal.owners.length === 0 && <Chip>{t('release.noOwner')}</Chip>}
        {proposal.owners.length > 0 && !waits && <Chip tone="ok" icon={CheckIcon}>{t('release.agreed')}</Chip>}
        {waits && <Chip tone="wait" icon={ClockIcon}>{t('release.waitsOwner')}</Chip>}
        {proposal.declined.length > 0 && <Chip tone="stop" icon={AlertTriangleIcon}>{t('mine.decline')}</Chip>}
      </span>
    </>
  )
}

function Decided({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const [Sign, word] = proposal.state === 'approved' && !isStopped(proposal)
    ? [CheckIcon, t('release.approved')] as const
    : proposal.state === 'refused' ? [XIcon, t('release.refused')] as const : [MinusIcon, t('release.lapsed')] as const
  return <><Sign className="icon icon--small" /><span><strong>{word}.</strong> {proposal.text ?? hidden(proposal.shown)}</span></>
}

import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { useHidden } from '../../i18n/words.ts'
import { type Matrix, waitsFor } from '../../lib/matrix.ts'
import { nameOfRecipient, seatOf } from '../../lib/people.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Obstacle } from '../../parts/Standing.tsx'
import { paths } from '../../parts/paths.ts'
import type { Cell } from './MatrixTable.tsx'

/** The exact text behind a cell, why, and where to go on. */
export function Strip({ matrix, cell }: { matrix: Matrix; cell: Cell | null }) {
  const { t } = useTranslation()
  const hidden = useHidden()
  const { room } = useRoom()
  const row = cell ? matrix.rows[cell.row] : undefined
  const recipient = cell ? matrix.recipients[cell.column] : undefined
  const fate = cell ? row?.fates[cell.column] : undefined
  return (
    <section className="card card--padded strip" aria-live="polite">
      {row === undefined || recipient === undefined || fate === undefined ? <p className="help">{t('matrix.pick')}</p> : (
        <>
          <div>
            <p className="help">{t('matrix.chosen', { who: nameOfRecipient(room, recipient), what: row.item.label })}</p>
            <p className="reading">{row.proposal.text ?? hidden(row.proposal.shown)}</p>
          </div>
          <div>
            <p><strong>{t(`matrix.legend_${fate}`)}</strong></p>
            {fate === 'waits' && <p>{waitsFor(row.proposal).map((owner) => t('release.ownerWaits', { name: seatOf(room, owner)?.claims.name ?? '' })).join(' ')}</p>}
            <Obstacle of={row.proposal.obstacle} />
            <For actions={row.item.agreed.filter((one) => row.proposal.actions.includes(one.act)).map((one) => one.text ?? '')} />
          </div>
          <ToDesk proposal={row.proposal} />
        </>
      )}
    </section>
  )
}

function For({ actions }: { actions: string[] }) {
  const { t } = useTranslation()
  return actions.length > 0 && <p className="quiet">{t('matrix.for', { actions: actions.join('; ') })}</p>
}

function ToDesk({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  return <ButtonLink to={`${paths.release}/${proposal.act}`}>{t('matrix.toDesk')}</ButtonLink>
}

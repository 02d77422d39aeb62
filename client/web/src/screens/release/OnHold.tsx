import { PlayerPauseIcon } from '@amsterdam/design-system-react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contribution, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { isStopped } from '../../lib/matrix.ts'
import { mayHold } from '../../lib/people.ts'
import { Button } from '../../parts/Button.tsx'
import { HoldForm } from '../../parts/HoldForm.tsx'
import { Standing } from '../../parts/Standing.tsx'

/** Why a proposed text waits: it is on hold itself, or what it draws on is. */
export function OnHold({ proposal, sources }: { proposal: Proposal; sources: Contribution[] }) {
  const { t } = useTranslation()
  const { room } = useRoom()
  const [holding, setHolding] = useState(false)
  if (isStopped(proposal)) return null
  const holds = [...proposal.holds, ...sources.flatMap((source) => source.holds)]
  const may = (proposal.state === 'open' || proposal.state === 'approved') && mayHold(room, proposal, proposal.author, ...proposal.owners)
  return (
    <>
      <Standing what={{ holds, obstacle: proposal.obstacle }} />
      {may && !holding && <div><Button small weight="quiet" icon={PlayerPauseIcon} press={() => setHolding(true)}>{t('hold.press')}</Button></div>}
      {holding && <HoldForm act={proposal.act} close={() => setHolding(false)} />}
    </>
  )
}

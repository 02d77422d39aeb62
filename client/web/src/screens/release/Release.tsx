import { ChevronLeftIcon, ChevronRightIcon, TableColumnIcon } from '@amsterdam/design-system-react-icons'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import type { Item, Proposal } from '../../core/contract.ts'
import { useRoom } from '../../core/use.ts'
import { isStopped } from '../../lib/matrix.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { paths } from '../../parts/paths.ts'
import { Desk } from './Desk.tsx'
import { ProposalList } from './ProposalList.tsx'

export interface Listed { item: Item; proposal: Proposal }

/** The desk where texts are made fit to leave. */
export function Release() {
  const { t } = useTranslation()
  const { room } = useRoom()
  const { act, source, corrects } = useParams()
  const all = room.items.flatMap((item) => item.proposals.map((proposal) => ({ item, proposal })))
  const open = all.filter(({ proposal }) => proposal.state === 'open' && !isStopped(proposal))
  const fresh = source === undefined ? undefined : sourceOf(room.items, source)
  const older = all.find(({ proposal }) => proposal.act === corrects)
  const chosen = fresh ?? older ? undefined : (all.find(({ proposal }) => proposal.act === act) ?? open[0])
  const at = open.findIndex(({ proposal }) => proposal.act === chosen?.proposal.act)
  return (
    <Page title={t('release.title')} back>
      <div className="desk">
        <ProposalList open={open} decided={all.filter((one) => !open.includes(one))} current={chosen?.proposal.act} />
        <div className="stack desk__main">
          <div className="page__head">
            <h1>{t('release.title')}</h1>
            <div className="row">
              {open[at - 1] && <ButtonLink icon={ChevronLeftIcon} to={`${paths.release}/${open[at - 1]?.proposal.act}`}>{t('release.previous')}</ButtonLink>}
              {at >= 0 && open[at + 1] && <ButtonLink icon={ChevronRightIcon} to={`${paths.release}/${open[at + 1]?.proposal.act}`}>{t('release.next')}</ButtonLink>}
              <ButtonLink icon={TableColumnIcon} to={paths.matrix}>{t('release.matrix')}</ButtonLink>
            </div>
          </div>
          {fresh && <Desk key={source} name={`out-${source}`} item={fresh.item} sources={fresh.sources} text={fresh.text} />}
          {older && <Desk key={corrects} name={`better-${corrects}`} item={older.item} sources={sourcesOf(older)} text={older.proposal.text ?? ''} corrects={older.proposal} />}
          {chosen && <Desk key={chosen.proposal.act} name={`out-${chosen.proposal.act}`} item={chosen.item} sources={sourcesOf(chosen)} text={chosen.proposal.text ?? ''} proposal={chosen.proposal} />}
          {!fresh && !older && !chosen && <p className="empty">{t('release.none')}</p>}
        </div>
      </div>
    </Page>
  )
}

function sourcesOf({ item, proposal }: Listed) {
  return item.contributions.filter((one) => proposal.sources.includes(one.act))
}

/** A new proposal begins from a contribution, a decision or an action. */
function sourceOf(items: readonly Item[], act: string) {
  for (const item of items) {
    const contribution = item.contributions.find((one) => one.act === act)
    if (contribution) return { item, sources: [contribution], text: contribution.text ?? '' }
    const agreed = item.agreed.find((one) => one.act === act)
    if (agreed) return { item, sources: [], text: agreed.text ?? '' }
  }
  return undefined
}

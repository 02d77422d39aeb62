import type { Contribution, Item, Proposal, Recipient, Room } from '../core/contract.ts'
import { sameRecipient } from './people.ts'

/** What one recipient gets of one text. */
export type Fate = 'goes' | 'own' | 'waits' | 'decide' | 'held' | 'refused' | 'withdrawn' | 'none'

export interface Row { item: Item; proposal: Proposal; fates: Fate[] }

export interface Matrix { recipients: Recipient[]; rows: Row[]; ready: { done: number; of: number }[] }

const settled: readonly Fate[] = ['goes', 'own']
const open: readonly Fate[] = ['waits', 'decide', 'held']

/** Recipients × texts, as it follows from the proposals. */
export function matrixOf(room: Room): Matrix {
  const recipients = [
    ...room.seats.filter((seat) => !seat.gone).map((seat) => ({ seat: seat.id, outside: 0 })),
    ...room.outsiders.map((outsider) => ({ seat: 0, outside: outsider.number })),
  ]
  const rows = room.items.flatMap((item) => item.proposals.filter(shown).map((proposal) => ({
    item, proposal, fates: recipients.map((recipient) => fateOf(item, proposal, recipient)),
  })))
  const ready = recipients.map((_, column) => {
    const fates = rows.map((row) => row.fates[column] ?? 'none')
    const done = fates.filter((fate) => settled.includes(fate)).length
    return { done, of: done + fates.filter((fate) => open.includes(fate)).length }
  })
  return { recipients, rows, ready }
}

/** A proposal that lapsed with its source standing was replaced or let go by the
 * chair; one that was corrected has its own row as corrected. */
const shown = (proposal: Proposal) => proposal.obstacle !== 'corrected' && (proposal.state !== 'lapsed' || proposal.obstacle !== '')

/** Nothing of a text leaves any more; what is on hold only waits. */
export const isStopped = (proposal: Proposal) => proposal.obstacle !== '' && proposal.obstacle !== 'on_hold'

export function fateOf(item: Item, proposal: Proposal, recipient: Recipient): Fate {
  const named = proposal.recipients.some((one) => sameRecipient(one, recipient))
  if (!named) return ownsAll(item, proposal, recipient) ? 'own' : 'none'
  if (isStopped(proposal)) return 'withdrawn'
  if (proposal.state === 'refused') return 'refused'
  if (proposal.obstacle === 'on_hold') return 'held'
  if (proposal.state === 'approved') return 'goes'
  return waitsFor(proposal).length > 0 ? 'waits' : 'decide'
}

function ownsAll(item: Item, proposal: Proposal, recipient: Recipient): boolean {
  if (isStopped(proposal) || recipient.seat === 0 || proposal.sources.length === 0) return false
  return proposal.sources.every((act) => sourceIn(item, act)?.owner === recipient.seat)
}

export function sourceIn(item: Item, act: string): Contribution | undefined {
  return item.contributions.find((contribution) => contribution.act === act)
}

/** Owners who have not agreed to a proposal yet. */
export function waitsFor(proposal: Proposal): number[] {
  return proposal.owners.filter((owner) => !proposal.agreed.some((agreement) => agreement.seat === owner))
}

/** What an owner is asked: open proposals that draw on his contributions. */
export function askedOf(room: Room, seat: number): { item: Item; proposal: Proposal }[] {
  return room.items.flatMap((item) => item.proposals
    .filter((p) => p.state === 'open' && !isStopped(p) && waitsFor(p).includes(seat) && !p.declined.includes(seat))
    .map((proposal) => ({ item, proposal })))
}

import type { Act, Item, Package, Recipient, Room } from '../core/contract.ts'
import { type Fate, fateOf } from './matrix.ts'
import { sameRecipient } from './people.ts'

/** Where a contribution goes, for one recipient. */
export interface Way { recipient: Recipient; fate: Fate; made: Package | undefined }

/** In which packages a contribution is, or may come, besides its owner's own. */
export function waysOf(room: Room, item: Item, contribution: Act): Way[] {
  return item.proposals.filter((proposal) => proposal.sources.includes(contribution) && proposal.state !== 'lapsed' && proposal.state !== 'refused')
    .flatMap((proposal) => proposal.recipients.map((recipient) => ({
      recipient, fate: fateOf(item, proposal, recipient),
      made: room.packages.find((one) => sameRecipient(one.recipient, recipient) && one.releases.includes(proposal.act)),
    })))
}

/** The last package of one of these kinds that was made for somebody. */
export function lastFor(room: Room, recipient: Recipient, kinds: readonly string[]): Package | undefined {
  return room.packages.findLast((one) => kinds.includes(one.kind) && sameRecipient(one.recipient, recipient))
}

import type { Item, Package, Proposal, Reaction, Room } from '../core/contract.ts'

/** How it stands with a reaction to a concept. */
export type ReactionState = 'nothing' | 'answered' | 'corrected' | 'waits'

export function stateOf(reaction: Reaction): ReactionState {
  if (reaction.none) return 'nothing'
  if (reaction.answered) return 'answered'
  return reaction.corrections.length > 0 ? 'corrected' : 'waits'
}

export function packageOf(room: Room, reaction: Reaction): Package | undefined {
  return room.packages.find((one) => one.act === reaction.package)
}

/** The texts in the package that a reaction is about, and what was proposed to
 * correct them. */
export function textsOf(room: Room, reaction: Reaction): { item: Item; text: Proposal; corrections: Proposal[] }[] {
  const releases = packageOf(room, reaction)?.releases ?? []
  return room.items.flatMap((item) => item.proposals.filter((one) => releases.includes(one.act)).map((text) => ({
    item, text, corrections: item.proposals.filter((one) => one.corrects === text.act && one.state !== 'lapsed'),
  })))
}

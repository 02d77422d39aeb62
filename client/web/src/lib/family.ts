import type { Consent, Contribution, Item, Package, Proposal, Recipient, Room } from '../core/contract.ts'
import { atItem, placeOf, seatOf } from './people.ts'

/** Contributions that name a record of consent, as far as the viewer reads them. */
export function restingOn(item: Item, consent: Consent): Contribution[] {
  return item.contributions.filter((one) => one.labels?.consent === consent.act && !one.withdrawn)
}

/** Packages that left while something in them rested on a record of consent. */
export function wentOn(room: Room, consent: Consent): Package[] {
  return room.packages.filter((one) => one.delivered !== 0 && one.consents.includes(consent.act))
}

/** Records that a contribution about a person can name now. */
export function standingConsents(item: Item, person: number): Consent[] {
  return item.consents.filter((one) => one.record.person === person && one.record.answer === 'given' && one.withdrawn === 0)
}

/** What became of a response of the family. */
export type Answer = 'none' | 'waits' | 'goes' | 'refused'

/** The responses that stand, each with what became of it. */
export function responsesOf(item: Item): { response: Contribution; answer: Answer; proposal: Proposal | undefined }[] {
  return item.contributions.filter((one) => one.as === 'response' && !one.withdrawn).map((response) => {
    const proposal = item.proposals.findLast((one) => one.kind === 'response' && one.sources.includes(response.act) && one.state !== 'lapsed')
    return { response, proposal, answer: proposal === undefined ? 'none' : proposal.state === 'open' ? 'waits' : proposal.state === 'approved' ? 'goes' : 'refused' }
  })
}

/** Whom of a family a notice can go to: its guests at the case, and outsiders who
 * are no organisation. */
export function familyOf(room: Room, item: Item): Recipient[] {
  const here = atItem(room, item).flatMap((at) => (at.place.guest !== '' && at.seat ? [{ seat: at.seat.id, outside: 0 }] : []))
  return [...here, ...room.outsiders.filter((one) => one.kind !== '').map((one) => ({ seat: 0, outside: one.number }))]
}

/** The items that a guest sits at. */
export function talksOf(room: Room): Item[] {
  return room.items.filter((item) => item.here)
}

/** Whether somebody is no professional: a person concerned, a relative or a supporter. */
export function isGuest(room: Room, seat: number): boolean {
  return guestKind(room, seat) !== ''
}

export function guestKind(room: Room, seat: number): string {
  return placeOf(room, seatOf(room, seat)?.place ?? 0)?.guest ?? ''
}

import type { One, Package, Recipient, Room } from '../core/contract.ts'
import type { NotDone } from '../parts/useSend.ts'
import { lastFor } from './packages.ts'
import { nameOfRecipient, sameRecipient, seatOf } from './people.ts'

/** How it stands with the package of one recipient. */
export type Standing = 'fetched' | 'ready' | 'again' | 'old_key' | 'nothing' | 'no_key' | 'queued'

export interface Line { recipient: Recipient; standing: Standing; made: Package | undefined }

/** One line per recipient who may get minutes, an extract of them, or a notice. */
export function linesOf(room: Room): Line[] {
  const recipients: Recipient[] = [
    ...room.seats.filter((seat) => !seat.gone).map((seat) => ({ seat: seat.id, outside: 0 })),
    ...room.outsiders.map((outsider) => ({ seat: 0, outside: outsider.number })),
  ]
  return recipients.map((recipient) => {
    const made = lastFor(room, recipient, kindFor(room, recipient) === 'notice' ? ['notice'] : ['minutes', 'extract'])
    return { recipient, made, standing: standingOf(room, recipient, made) }
  })
}

function standingOf(room: Room, recipient: Recipient, made: Package | undefined): Standing {
  if (made?.oldKey) return 'old_key'
  if (made?.delivered) return 'fetched'
  if (made?.withdrawn) return 'again'
  if (made?.made) return 'ready'
  if (room.nothing.some((one) => sameRecipient(one, recipient))) return 'nothing'
  return seatOf(room, recipient.seat)?.minutesKey === false ? 'no_key' : 'queued'
}

/** Who gets nothing but a notice gets a notice; all else goes in the minutes. */
export function kindFor(room: Room, recipient: Recipient): 'minutes' | 'notice' {
  const leaves = room.items.flatMap((item) => item.proposals).filter((proposal) => proposal.leaves.some((one) => sameRecipient(one, recipient)))
  return leaves.length > 0 && leaves.every((proposal) => proposal.kind === 'notice') ? 'notice' : 'minutes'
}

/** Whose package can be made now. */
export function canBeMade(line: Line): boolean {
  return line.standing === 'queued' || line.standing === 'again'
}

/** A passphrase to be told by telephone, and to whom: it is kept nowhere but on the
 * screen. */
export interface Spoken { to: string; passphrase: string }

/** The passphrases of packages that were just made, in the order they were asked. */
export function spokenOf(room: Room, recipients: readonly Recipient[], each: readonly One[]): Spoken[] {
  return each.flatMap((one, at) => {
    const recipient = recipients[at]
    return one.passphrase && recipient ? [{ to: nameOfRecipient(room, recipient), passphrase: one.passphrase }] : []
  })
}

/** Why the first of several that was not done was not. */
export function stuckIn(each: readonly One[]): NotDone | null {
  const one = each.find((done) => done.refusal ?? done.problem)
  if (one?.refusal) return { is: 'refusal', ...one.refusal }
  return one?.problem ? { is: 'problem', ...one.problem } : null
}

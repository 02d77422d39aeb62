import type { Package, Recipient, Room } from '../core/contract.ts'
import { lastFor } from './packages.ts'
import { sameRecipient, seatOf } from './people.ts'

/** How it stands with the package of one recipient. */
export type Standing = 'fetched' | 'ready' | 'again' | 'nothing' | 'no_key' | 'queued'

export interface Line { recipient: Recipient; standing: Standing; made: Package | undefined }

/** One line per recipient who may get a package. */
export function linesOf(room: Room): Line[] {
  const recipients: Recipient[] = [
    ...room.seats.filter((seat) => !seat.gone).map((seat) => ({ seat: seat.id, outside: 0 })),
    ...room.outsiders.map((outsider) => ({ seat: 0, outside: outsider.number })),
  ]
  return recipients.map((recipient) => {
    const made = lastFor(room, recipient)
    return { recipient, made, standing: standingOf(room, recipient, made) }
  })
}

function standingOf(room: Room, recipient: Recipient, made: Package | undefined): Standing {
  if (made?.delivered) return 'fetched'
  if (made?.withdrawn) return 'again'
  if (made?.made) return 'ready'
  if (room.nothing.some((one) => sameRecipient(one, recipient))) return 'nothing'
  return seatOf(room, recipient.seat)?.minutesKey === false ? 'no_key' : 'queued'
}

/** Whose package can be made now. */
export function canBeMade(line: Line): boolean {
  return line.standing === 'queued' || line.standing === 'again'
}

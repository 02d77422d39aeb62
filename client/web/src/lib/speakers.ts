import type { Item, Room } from '../core/contract.ts'
import { seatOf } from './people.ts'

/** How it stands with somebody's turn: he speaks, has his hand up at a place in the
 * order (1 for the next), or neither. */
export type Turn = { is: 'speaks' } | { is: 'waits'; place: number; order: boolean } | { is: 'none' }

export function turnOf({ speakers }: Item, seat: number): Turn {
  if (speakers.floor === seat) return { is: 'speaks' }
  const at = speakers.hands.findIndex((hand) => hand.seat === seat)
  return at < 0 ? { is: 'none' } : { is: 'waits', place: at + 1, order: speakers.hands[at]?.order ?? false }
}

/** What somebody at an item is called; a guest's name is known there alone. */
export function calledAt(room: Room, item: Item, seat: number): string {
  return item.guests.find((guest) => guest.seat === seat)?.name ?? seatOf(room, seat)?.claims.name ?? ''
}

import type { Newcomer, Profile, Room } from '../core/contract.ts'
import { askedOf } from './matrix.ts'

/** How many questions wait for the viewer: texts on their way out, and newcomers. */
export function questionsTo(room: Room): number {
  return askedOf(room, room.viewer).length + room.newcomers.length
}

/** Why a newcomer may read: his role at the first item of what is shown to him. */
export function reasonFor(room: Room, { seat, contributions }: Newcomer): string {
  const place = room.seats.find((one) => one.id === seat)?.place
  const item = room.items.find((one) => one.contributions.some((contribution) => contributions.includes(contribution.act)))
  return item?.sittings.find((sitting) => sitting.place === place)?.role ?? ''
}

/** What a newcomer does not read yet, and whose it is. */
export interface UnshownTo { seat: number; owners: number[]; count: number }

export function unshownTo(room: Room): UnshownTo[] {
  const seats = [...new Set(room.unshown.map((one) => one.seat))]
  return seats.map((seat) => {
    const lines = room.unshown.filter((one) => one.seat === seat)
    return { seat, owners: lines.map((line) => line.owner), count: lines.reduce((sum, line) => sum + line.count, 0) }
  })
}

/** Why a steward may read what he takes over: his role at the first item where he
 * sits, or the first reason of the covenant. */
export function stewardReason(room: Room, profile: Profile, seat: number): string {
  const place = room.seats.find((one) => one.id === seat)?.place
  const role = room.items.flatMap((item) => item.sittings).find((sitting) => sitting.place === place)?.role
  return role ?? profile.readerReasons[0]?.code ?? ''
}

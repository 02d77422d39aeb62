import i18next from 'i18next'
import type { Hold, Item, Place, Profile, Reader, Recipient, Room, Seat, Words } from '../core/contract.ts'

export function seatOf(room: Room, id: number): Seat | undefined {
  return room.seats.find((seat) => seat.id === id)
}

export function viewerOf(room: Room): Seat | undefined {
  return seatOf(room, room.viewer)
}

export function placeOf(room: Room, id: number): Place | undefined {
  return room.places.find((place) => place.id === id)
}

export function partyName(profile: Profile, code: string): Words {
  return profile.parties.find((party) => party.code === code) ?? { nl: code, en: code }
}

/** Whom a seat is here for: its organisation, or what kind of guest it is. */
export function partyOf(room: Room, profile: Profile, seat: Seat): Words {
  const place = placeOf(room, seat.place)
  return place ? placeParty(profile, place) : partyName(profile, seat.claims.party)
}

export function placeParty(profile: Profile, place: Place): Words {
  return place.guest === '' ? partyName(profile, place.party) : guestName(profile, place.guest)
}

/** What a kind of guest is called. */
export function guestName(profile: Profile, kind: string): Words {
  return profile.guests.find((guest) => guest.code === kind) ?? { nl: kind, en: kind }
}

/** Chair and deputies read what is brought in and decide on what leaves. */
export function leads(room: Room): boolean {
  const post = viewerOf(room)?.post
  return post === 'chair' || post === 'deputy'
}

/** Chair, deputies and secretary write decisions and actions down. */
export function scribes(room: Room): boolean {
  return leads(room) || viewerOf(room)?.post === 'secretary'
}

/** Who answers for a text may have it wait, and who leads; once. */
export function mayHold(room: Room, what: { holds: Hold[] }, ...answering: number[]): boolean {
  return (leads(room) || answering.includes(room.viewer)) && !what.holds.some((hold) => hold.by === room.viewer)
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word))
  const last = words.length > 1 ? words.at(-1) : ''
  return `${words[0]?.[0] ?? ''}${last?.[0] ?? ''}`
}

/** "J. Benning" for a narrow column. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/)
  return rest.length === 0 ? first : `${first[0] ?? ''}. ${rest.join(' ')}`
}

/** Who is at an item: a sitting with its place and, when it is filled, its seat. */
export interface AtItem { place: Place; role: string; seat: Seat | undefined }

export function atItem(room: Room, item: Item): AtItem[] {
  return item.sittings.flatMap(({ place: id, role }) => {
    const place = placeOf(room, id)
    if (place === undefined) return []
    const seat = seatOf(room, place.seat)
    return seat?.gone ? [] : [{ place, role, seat }]
  })
}

const isLead = (at: AtItem) => (at.seat?.post ?? at.place.post) === 'chair' || (at.seat?.post ?? at.place.post) === 'deputy'

/** Whom the owner, at a place of his own, can choose as reader: everybody at the
 * item but himself and those who read along anyhow. */
export function choosable(room: Room, item: Item, owner = viewerOf(room)?.place): AtItem[] {
  return atItem(room, item).filter((at) => at.place.id !== owner && !isLead(at))
}

/** Chair and deputies, who always read along; the viewer not counted. */
export function readAlong(room: Room): Seat[] {
  return room.seats.filter((seat) => (seat.post === 'chair' || seat.post === 'deputy') && !seat.gone && seat.id !== room.viewer)
}

/** Readers by place, each with his role at the item as the reason. */
export function readersAt(chosen: readonly AtItem[]): Reader[] {
  return chosen.map((at) => ({ place: at.place.id, reason: at.role })).sort((a, b) => a.place - b.place)
}

export function nameOfPlace(room: Room, profile: Profile, place: number): Words {
  const found = placeOf(room, place)
  const seat = seatOf(room, found?.seat ?? 0)
  if (seat?.claims.name) return { nl: seat.claims.name, en: seat.claims.name }
  if (found?.guest) return guestName(profile, found.guest)
  const party = partyName(profile, found?.party ?? '')
  return { nl: `${found?.function ?? ''} (${party.nl})`, en: `${found?.function ?? ''} (${party.en})` }
}

/** A guest whose name this device may not read. */
export function unnamed(seat: Seat): string {
  return i18next.t('guest.unnamed', { number: seat.place })
}

export function sameRecipient(a: Recipient, b: Recipient): boolean {
  return a.seat === b.seat && a.outside === b.outside
}

export function nameOfRecipient(room: Room, recipient: Recipient): string {
  const seat = seatOf(room, recipient.seat)
  if (seat) return seat.claims.name || unnamed(seat)
  return room.outsiders.find((outsider) => outsider.number === recipient.outside)?.name ?? ''
}

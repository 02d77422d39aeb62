import type { Seat, Visit, Welcome } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { at, hanna, joost, marleen, now, places, roel, samira, seats, tom } from '../fixture/people.ts'
import { closed, inRoom, profile } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const both = (words: string) => ({ nl: words, en: words })
const mark = '4f1c 9a02 77be 31d0 c6e5'

const changed: Seat[] = seats.map((seat) => {
  if (seat.id === roel) return { ...seat, reseated: true, joined: false, confirmed: false }
  if (seat.id === samira) return { ...seat, newKey: true }
  return seat.id === hanna ? { ...seat, gone: 'left', steward: tom, connected: false } : seat
})
const withTom: Seat[] = [...changed, { ...seats[5]!, id: tom, place: tom, connected: true, away: 0, claims: { name: 'Tom Wessels', party: 'welzijn-de-wolden', function: 'Jongerenwerker', contact: '' } }]
const free = places.map((place) => (place.id === hanna ? { ...place, seat: 0, present: true } : place.id === tom ? { ...place, seat: tom } : place))
const archives = [
  { party: 'politie-zuidwest-drenthe', seat: roel, confirmed: false, keyMark: mark },
  { party: 'actium', seat: samira, confirmed: true, keyMark: 'aa10 22ff 9b1c 0d4e 7718' },
]

const claims = seats[3]!.claims
const welcome: Welcome = {
  room: 'f3', known: false, guest: '', returns: claims,
  host: 'Marleen Hofstra', hostParty: both('Gemeente De Wolden'), kind: { nl: 'Bespreken en volgen van een casus', en: 'Discussing and following a case' },
  covenant: profile.title, party: both('Politie'), partyCode: claims.party, function: claims.function, expires: at('12:00'), secrecy: profile.secrecy,
}
const visit: Visit = { invitation: 'i9', returns: roel, guest: '', place: roel, claims, since: now - 20_000, genuine: true }

/** Who takes part, on which device and with which key; coming back and going. */
export const participants: Record<string, Story> = {
  'deelnemers-voorzitter': { snapshot: inRoom(marleen, { seats: withTom, places: free, archives }), path: paths.participants },
  'deelnemers-plaatsvervanger': { snapshot: inRoom(joost, { seats: withTom, places: free, archives, stewards: [marleen] }), path: paths.participants },
  deelnemers: { snapshot: inRoom(samira, { seats: withTom, places: free, archives, stewards: [] }), path: paths.participants },
  'deelnemers-collega': { snapshot: inRoom(hanna, { seats: [...seats, withTom[6]!], stewards: [tom], outsiders: [] }), path: paths.participants },
  'terug-op-ander-apparaat': { snapshot: { ...closed, stage: 'invited', profile, welcome }, path: '/' },
  'toelaten-ander-apparaat': { snapshot: inRoom(marleen, { visits: [visit] }), path: paths.lobby },
  'vrijgave-verbeteren': { snapshot: inRoom(marleen, { phase: 'wrap_up' }), path: `${paths.release}/verbeter/p3` },
  'vrijgave-naar-buiten': { snapshot: inRoom(marleen, { phase: 'wrap_up' }), path: `${paths.release}/p6` },
}

import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { hanna, marleen, roel, samira, seats, tom } from '../fixture/people.ts'
import { inRoom, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const items = (speakers: typeof nuisance.speakers) => room(samira).items.map((item) => (item.id === nuisance.id ? { ...item, speakers } : item))
const inside = [...seats, { ...seats[5]!, id: tom, place: tom, claims: { name: 'Tom Wessels', party: 'welzijn-de-wolden', function: 'Jongerenwerker', contact: '' } }]

/** Hands and the speaker list, and what newcomers may read. */
export const speaking: Record<string, Story> = {
  'spreken-u': { snapshot: inRoom(samira, { items: items({ floor: samira, hands: [{ seat: hanna, order: true }], closed: true }) }), path: paths.meeting },
  'spreken-niemand': { snapshot: inRoom(marleen, { items: items({ floor: 0, hands: [], closed: false }) }), path: paths.meeting },
  'spreken-voorzitter': { snapshot: inRoom(marleen, { items: items({ floor: roel, hands: [{ seat: hanna, order: true }, { seat: samira, order: false }], closed: true }) }), path: paths.meeting },
  'nieuw-erbij': { snapshot: inRoom(samira, { seats: inside, newcomers: [{ seat: tom, contributions: ['c1', 'c6'] }] }), path: paths.mine },
  'nieuw-erbij-voorzitter': { snapshot: inRoom(marleen, { seats: inside, unshown: [{ seat: tom, owner: samira, count: 2 }, { seat: tom, owner: roel, count: 1 }] }), path: paths.lobby },
}

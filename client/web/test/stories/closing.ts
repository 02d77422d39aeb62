import type { Gate } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { at, hanna, ineke, joost, marleen, roel, samira, seats } from '../fixture/people.ts'
import { inRoom } from '../fixture/room.ts'
import { made } from './leaving.ts'
import type { Story } from './stories.ts'

const gate = (code: string, met: boolean, article: string, more: Partial<Gate> = {}): Gate => ({ code, met, articles: [article], items: [], recipients: [], open: [], ...more })

const gates = [
  gate('item_complete', true, 'DW art. 4.2'), gate('item_outcome', false, 'DW art. 8.1', { items: [1] }),
  gate('proposals_decided', false, 'DW art. 11.2', { open: ['p1', 'p6'] }), gate('matrix_complete', false, 'DW art. 11.2', { recipients: [{ seat: ineke, outside: 0 }] }),
  gate('packages_issued', true, 'DW art. 9.1'),
]

const packages = [made('k1', marleen, { delivered: at('10:21') }), made('k2', hanna, { withdrawn: true }), made('k3', roel, { delivered: at('10:19'), withdrawn: true }), made('k4', samira)]

/** Wrapping up, one's minutes, and what is there for who checks. */
export const closing: Record<string, Story> = {
  'afronden-begin': { snapshot: inRoom(marleen), path: paths.wrapUp },
  afronden: {
    snapshot: inRoom(marleen, { phase: 'wrap_up', gates, packages, nothing: [{ seat: ineke, outside: 0 }], seats: seats.map((seat) => (seat.id === joost ? { ...seat, minutesKey: false } : seat)) }, { progress: { what: 'issuing', done: 3, of: 8 } }),
    path: paths.wrapUp,
  },
  'afronden-gesloten': { snapshot: inRoom(marleen, { phase: 'closed', gates: gates.map((one) => ({ ...one, met: true })), packages, closed: at('10:40'), destroyOn: 20_812 }), path: paths.wrapUp },
  'verslag-nog-niet': { snapshot: inRoom(samira, { seats: seats.map((seat) => (seat.id === samira ? { ...seat, minutesKey: false } : seat)) }), path: paths.minutes },
  verslag: { snapshot: inRoom(samira, { phase: 'adopted', packages }), path: paths.minutes },
  controle: { snapshot: inRoom(samira), path: paths.verify },
  toegankelijkheid: { snapshot: inRoom(samira), path: paths.accessibility },
}


import type { Package } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { at, hanna, marleen, roel, samira } from '../fixture/people.ts'
import { inRoom, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

export const made = (act: string, seat: number, more: Partial<Package> = {}): Package => ({
  act, kind: 'minutes', recipient: { seat, outside: 0 }, issuer: marleen, time: at('09:50'), releases: ['p1'], own: [], made: true, delivered: 0, opened: false, withdrawn: false, archived: false, again: '', reactBy: 0, consents: [], oldKey: false, ...more,
})

const telling = 'Wim Elshout belde zelf, telefoon 06 1234 5678, over de muziek. Hij geeft BSN 123456782.'
const items = room(marleen).items.map((item) => (item.id !== nuisance.id ? item : {
  ...item,
  contributions: item.contributions.map((one) => (one.act === 'c2' ? { ...one, text: telling } : one)),
  proposals: item.proposals.map((one) => (one.act === 'p2' ? { ...one, text: telling } : one)),
}))

/** What one brought in, and the texts on their way out. */
export const leaving: Record<string, Story> = {
  'mijn-inbreng': { snapshot: inRoom(samira, { phase: 'wrap_up', packages: [made('k1', hanna), made('k2', roel, { delivered: at('10:12') })] }), path: paths.mine },
  'mijn-inbreng-leeg': { snapshot: inRoom(samira, { items: [] }), path: paths.mine },
  vrijgave: { snapshot: inRoom(marleen, { phase: 'wrap_up', items }), path: `${paths.release}/p2` },
  'vrijgave-nieuw': { snapshot: inRoom(samira), path: `${paths.release}/nieuw/c3` },
  'vrijgave-goedgekeurd': { snapshot: inRoom(marleen), path: `${paths.release}/p3` },
  'vrijgave-ingetrokken': { snapshot: inRoom(marleen), path: `${paths.release}/p5` },
  'vrijgave-leeg': { snapshot: inRoom(marleen, { items: [] }), path: paths.release },
  matrix: { snapshot: inRoom(marleen, { phase: 'wrap_up' }), path: paths.matrix },
  'matrix-leeg': { snapshot: inRoom(marleen, { items: [] }), path: paths.matrix },
}

import type { Due, Item, Welcome } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { children, farida, gijs, lies, proeftuin, vera, withFamily } from '../fixture/proeftuin.ts'
import { at, hanna, marleen, now, roel, samira } from '../fixture/people.ts'
import { closed, inRoom, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

/** The nuisance in the street with something else in it. */
const items = (change: (item: Item) => Partial<Item>) => room(samira).items.map((item) => (item.id === nuisance.id ? { ...item, ...change(item) } : item))

const held = items((item) => ({
  contributions: item.contributions.map((one) => {
    if (one.act === 'c1') return { ...one, obstacle: 'on_hold', holds: [{ act: 'h1', by: samira, shown: 'open' as const, reason: 'Ik vraag onze jurist of ik het aantal meldingen mag noemen.' }] }
    if (one.act === 'c2') return { ...one, obstacle: 'on_hold', holds: [{ act: 'h2', by: roel, shown: 'not_for_you' as const, reason: '' }] }
    return one.act === 'c6' ? { ...one, obstacle: 'consent_withdrawn' } : one
  }),
  proposals: item.proposals.map((one) => (one.act === 'p1' || one.act === 'p2' ? { ...one, obstacle: 'on_hold' } : one.act === 'p6' ? { ...one, obstacle: 'consent_withdrawn' } : one)),
}))

const due: Due[] = [
  { item: 1, what: 'inform', place: samira, day: 20_790 }, { item: 4, what: 'deferral', place: hanna, day: 20_783 },
  { item: 1, what: 'response', place: 0, day: 20_799 }, { item: 1, what: 'giver', place: samira, day: 0 },
]

const familyGates = (['family_informed', 'family_response'] as const).map((code) => ({ code, met: false, articles: ['TS-VB regel 5'], items: [1], recipients: [], open: [] }))

const missing = [{ code: 'contact_missing', articles: ['TS-C art. 1'], subject: 'contact', sentence: { nl: 'Het gezin heeft nog geen vast aanspreekpunt. Kies er een.', en: 'The family has no fixed contact yet. Choose one.' } }]

const invited: Welcome = {
  room: 'f3', known: false, returns: null, guest: 'person', host: 'Vera Smit', hostParty: { nl: 'Veilig Thuis', en: 'Veilig Thuis' }, kind: { nl: 'Bespreken van een casus', en: 'Discussing a case' },
  covenant: proeftuin.title, party: { nl: '', en: '' }, partyCode: '', function: '', expires: at('12:00'), secrecy: proeftuin.secrecy,
}

/** What keeps a text here, what is owed to the family, and the wall. */
export const family: Record<string, Story> = {
  'overleg-stil': { snapshot: inRoom(samira, { items: held }), path: paths.meeting },
  'mijn-inbreng-stil': { snapshot: inRoom(samira, { items: held }), path: paths.mine },
  'vrijgave-stil': { snapshot: inRoom(marleen, { items: held }), path: `${paths.release}/p2` },
  'vrijgave-toestemming-ingetrokken': { snapshot: inRoom(marleen, { items: held }), path: `${paths.release}/p6` },
  'matrix-stil': { snapshot: inRoom(marleen, { items: held }), path: paths.matrix },
  'overleg-niet-vergeten': { snapshot: inRoom(marleen, { due, items: items(() => ({ missing })) }), path: paths.meeting },
  'overleg-proeftuin': { snapshot: withFamily(gijs), path: paths.meeting },
  gezin: { snapshot: withFamily(gijs), path: `${paths.family}/1` },
  'gezin-voorzitter': { snapshot: withFamily(vera), path: `${paths.family}/1` },
  'gezin-leeg': { snapshot: withFamily(vera, { items: [{ ...children, consents: [], informPlan: null, respondBy: 0, contributions: [], proposals: [], sittings: [] }] }), path: `${paths.family}/1` },
  'gezin-uitgesteld': { snapshot: withFamily(gijs, { items: [{ ...children, noResponse: true, informPlan: { by: gijs, day: 20_786, ground: 'protection', done: 0, shown: 'open', what: '', reason: 'De vader kan boos worden.' } }] }), path: `${paths.family}/1` },
  'afronden-gezin': { snapshot: withFamily(vera, { phase: 'wrap_up', gates: familyGates }), path: paths.wrapUp },
  'uitgenodigd-gast': { snapshot: { ...closed, stage: 'invited', profile: proeftuin, welcome: invited }, path: '/' },
  'wachten-gast': { snapshot: { ...closed, stage: 'waiting', profile: proeftuin, welcome: invited, waiting: { since: now - 70_000, claims: { name: 'Farida Haddou', party: '', function: '', contact: '' } } }, path: '/' },
  'toelaten-gast': {
    snapshot: withFamily(vera, { visits: [{ invitation: 'i7', returns: 0, guest: 'Farida Haddou', place: farida, claims: { name: '', party: '', function: '', contact: '' }, since: now - 70_000, genuine: true }] }),
    path: paths.lobby,
  },
  gast: { snapshot: withFamily(farida, { due: [{ item: 1, what: 'giver', place: farida, day: 0 }] }), path: paths.meeting },
  'gast-nergens': { snapshot: withFamily(lies, { items: [] }), path: paths.meeting },
  'gast-leeg': { snapshot: withFamily(lies, { items: [{ ...children, contributions: [], agreed: [] }] }), path: paths.meeting },
  'gast-mijn-inbreng': { snapshot: withFamily(farida), path: paths.mine },
  'gast-verdwaald': { snapshot: withFamily(farida), path: paths.matrix },
  'voorbereiden-proeftuin': { snapshot: withFamily(vera, { phase: 'preparing' }), path: paths.prepare },
  'matrix-proeftuin': { snapshot: withFamily(gijs), path: paths.matrix },
  wand: { snapshot: inRoom(samira), path: `${paths.wall}/1` },
}

import type { Snapshot, Visit, Welcome } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { at, marleen, now, places, samira, seats, tom } from '../fixture/people.ts'
import { closed, inRoom, profile, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const both = (words: string) => ({ nl: words, en: words })
const claims = { name: 'Tom Wessels', party: 'welzijn-de-wolden', function: 'Jongerenwerker', contact: '' }

const welcome: Welcome = {
  room: 'f3', known: false, guest: '', returns: null,
  host: 'Marleen Hofstra', hostParty: both('Gemeente De Wolden'), kind: { nl: 'Bespreken en volgen van een casus', en: 'Discussing and following a case' },
  covenant: profile.title, party: both('Welzijn De Wolden'), partyCode: 'welzijn-de-wolden', function: 'Jongerenwerker', expires: at('12:00'), secrecy: profile.secrecy,
}

const waiting: Snapshot = { ...closed, stage: 'waiting', profile, welcome, waiting: { since: now - 70_000, claims } }
const visit: Visit = { invitation: 'i7', returns: 0, guest: '', place: tom, claims, since: now - 70_000, genuine: true }
const forged: Visit = { ...visit, invitation: 'i8', place: 4, claims: { ...claims, name: 'Karel Onbekend', function: 'Wijkagent', party: 'politie-zuidwest-drenthe' }, genuine: false }

const spent = {
  is: 'problem' as const, code: 'spent' as const, field: '',
  sentence: { nl: 'Deze uitnodiging is al gebruikt, ingetrokken of verlopen. Vraag de voorzitter om een nieuwe.', en: 'This invitation was used, withdrawn or has expired.' },
}

const ends = ['gone', 'turned_away', 'replaced', 'reseated', 'spent', 'no_room', 'other_past', 'evidence', 'destroyed', 'storage'] as const

/** Coming in, and having gone. */
/** What somebody else made of the nuisance meanwhile. */
const changed = room(marleen).items.map((item) => (item.id !== 1 ? item : {
  ...item, label: 'Harde muziek bij de brug', ladder: [{ question: 'person_present', text: 'Hij komt de volgende keer.' }],
  persons: [...item.persons, { handle: 3, pseudonym: 'buurman C', names: [], relation: 'reporter', ageBand: 'adult' }],
}))

export const entering: Record<string, Story> = {
  begin: { snapshot: { ...closed, kept: [{ id: 'f3', covenant: profile.title, until: at('12:00') }] }, path: '/' },
  uitgenodigd: { snapshot: { ...closed, stage: 'invited', profile, welcome }, path: '/' },
  'uitnodiging-op': { snapshot: { ...closed, stage: 'invited', profile, welcome }, path: '/', refusals: { knock: spent } },
  wachten: { snapshot: waiting, path: '/' },
  'wachten-zonder-verbinding': { snapshot: { ...waiting, connection: { is: 'offline', since: now - 30_000 } }, path: '/' },
  beloven: { snapshot: inRoom(samira, { seats: seats.map((seat) => (seat.id === samira ? { ...seat, joined: false } : seat)) }), path: '/' },
  woorden: { snapshot: inRoom(samira), path: paths.code },
  'nog-geen-woorden': { snapshot: inRoom(samira, { code: '', codeWords: [] }), path: paths.code },
  toelaten: { snapshot: inRoom(marleen, { visits: [visit, forged] }), path: paths.lobby },
  'toelaten-voor-het-begin': { snapshot: inRoom(marleen, { phase: 'preparing', code: '', codeWords: [], seats: seats.filter((seat) => seat.post !== 'deputy') }), path: paths.lobby },
  voorbereiden: { snapshot: inRoom(marleen, { phase: 'preparing' }), path: paths.prepare },
  'voorbereiden-getypt': { // over an earlier version of the item
    snapshot: inRoom(marleen, { phase: 'preparing' }), path: paths.prepare,
    unsent: { 'form-item-1': JSON.stringify({ typed: { label: { over: 'Muziek', is: 'Muziek in de nacht' } }, earlier: {} }) },
  },
  'voorbereiden-gewijzigd': { snapshot: inRoom(marleen, { phase: 'preparing', items: changed }), path: paths.prepare },
  'voorbereiden-leeg': { snapshot: inRoom(marleen, { phase: 'preparing', items: [], seats: seats.slice(0, 1), places: places.slice(0, 1), invitations: [] }), path: paths.prepare },
  'niet-voor-u': { snapshot: inRoom(samira), path: paths.lobby },
  ...Object.fromEntries(ends.map((ending) => [`einde-${ending}`, { snapshot: { ...closed, stage: 'ended' as const, ending }, path: '/' }])),
}

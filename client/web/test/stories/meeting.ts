import type { Snapshot, Trouble, TroubleKind } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { ineke, marleen, now, roel, samira } from '../fixture/people.ts'
import { inRoom, profile } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const refusal = {
  is: 'refusal' as const, code: 'basis_not_for_category', articles: ['DW art. 1'], subject: '',
  sentence: { nl: 'Deze grondslag is niet genoeg voor dit soort gegevens. Kies een grondslag die erbij past, of laat de gegevens weg.', en: 'This legal basis does not carry this kind of data.' },
}

const withState = (around: Partial<Snapshot>): Story => ({ snapshot: inRoom(samira, {}, around), path: paths.meeting })
const trouble = (is: TroubleKind): Trouble => ({
  is, sentence: { nl: 'De server laat niet één geschiedenis zien. Deel niets meer en bel de voorzitter.', en: 'The server does not show one history.' }, count: 3, evidence: 'checkpoint 41',
})
const withTrouble = (is: TroubleKind): Story => withState({ trouble: trouble(is) })
const pending = [{ id: 1, do: 'contribute', item: 1, text: 'De buren links en rechts willen een gesprek met bewoner A erbij.' }]

/** The working screen, and what can go wrong around it. */
export const meeting: Record<string, Story> = {
  overleg: { snapshot: inRoom(samira, {}, { pending }), path: paths.meeting },
  'overleg-voorzitter': { snapshot: inRoom(marleen), path: paths.meeting },
  'overleg-secretaris': { snapshot: inRoom(ineke), path: paths.meeting },
  'overleg-vrager': { snapshot: inRoom(roel), path: paths.meeting },
  'overleg-geweigerd': { snapshot: inRoom(samira), path: paths.meeting, refusals: { contribute: refusal } },
  'leeg-punt': { snapshot: inRoom(samira), path: `${paths.meeting}/4` },
  'besloten-punt': { snapshot: inRoom(samira), path: `${paths.meeting}/3` },
  offline: withState({ connection: { is: 'offline', since: now - 120_000 }, pending }),
  tegengehouden: withState({ connection: { is: 'blocked', since: now - 120_000 }, pending }),
  verbinden: withState({ connection: { is: 'connecting', since: now } }),
  fork: withTrouble('fork'),
  gap: withTrouble('gap'),
  stilte: withTrouble('silence'),
  'opnieuw-gecontroleerd': withTrouble('anew'),
  verlies: { snapshot: inRoom(marleen, {}, { trouble: trouble('loss') }), path: paths.meeting },
  kwijt: withState({ lost: [{ act: 'c9', kind: 'contribute', text: 'De buren willen een gesprek.' }] }),
  gestopt: { ...withState({}), stopped: true },
  'ander-tabblad': withState({ elsewhere: true }),
  'zonder-zaken': { snapshot: inRoom(samira, { items: [] }, { profile }), path: paths.meeting },
}

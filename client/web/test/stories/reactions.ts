import type { Gate, Reaction } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { at, hanna, ineke, marleen, roel, samira } from '../fixture/people.ts'
import { inRoom, room } from '../fixture/room.ts'
import { made } from './leaving.ts'
import type { Story } from './stories.ts'

const gate = (code: string, more: Partial<Gate>): Gate => ({ code, met: false, articles: ['DW art. 9.1'], items: [], recipients: [], open: [], ...more })
const reaction = (act: string, seat: number, text: string, more: Partial<Reaction> = {}): Reaction => ({
  act, package: `k${seat}`, seat, none: text === '', shown: 'open', text, answered: false, answer: '', corrections: [], ...more,
})

const packages = [
  made('k5', samira, { releases: ['p3'], delivered: at('10:21') }), made('k6', hanna, { releases: ['p3'], delivered: at('10:20') }),
  made('k4', roel, { releases: ['p3'], delivered: at('10:19'), oldKey: true }), made('k9', 0, { recipient: { seat: 0, outside: 1 }, kind: 'extract' }),
]
const corrected = room(marleen).items.map((item) => (item.id !== nuisance.id ? item : {
  ...item, proposals: [...item.proposals, { ...item.proposals[2]!, act: 'p9', corrects: 'p3', state: 'open' as const, text: 'Eerst twee gesprekken. Een waarschuwing komt pas als die niet helpen.' }],
}))
const reactions = [
  reaction('r1', samira, 'Wij spraken twee gesprekken af, niet één.'), reaction('r2', hanna, ''),
  reaction('r3', roel, 'De datum klopt niet.', { answered: true, answer: 'De datum staat zo in het besluit.', corrections: ['p9'] }),
]
const gates = [gate('reactions_handled', { open: ['r1'] }), gate('own_records_issued', { recipients: [{ seat: samira, outside: 0 }, { seat: hanna, outside: 0 }] })]

/** Reactions to the concept, and packages besides the minutes. */
export const reacting: Record<string, Story> = {
  'afronden-reacties': { snapshot: inRoom(marleen, { phase: 'wrap_up', packages, reactions, gates, items: corrected }), path: paths.wrapUp },
  'afronden-secretaris': { snapshot: inRoom(ineke, { phase: 'wrap_up', packages, reactions, items: corrected }), path: paths.wrapUp },
  'verslag-reactie': { snapshot: inRoom(samira, { phase: 'wrap_up', packages: [made('k9', samira)], reactions: [reaction('r4', samira, 'De datum klopt niet.', { package: 'k9', answered: true, answer: 'De datum staat zo in het besluit.', corrections: ['p9'] }), reaction('r5', samira, 'En de straat ook niet.', { package: 'k9' })] }), path: paths.minutes },
}

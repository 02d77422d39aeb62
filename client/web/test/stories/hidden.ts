import type { TextState } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { marleen, now, samira } from '../fixture/people.ts'
import { inRoom, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const without = (why: Record<string, TextState>) => room(samira).items.map((item) => (item.id !== nuisance.id ? item : {
  ...item,
  contributions: item.contributions.map((one) => (one.act in why ? { ...one, text: null, necessity: '', shown: why[one.act]! } : one)),
  agreed: item.agreed.map((one) => (one.act in why ? { ...one, text: null, shown: why[one.act]! } : one)),
  proposals: item.proposals.map((one) => (one.act in why ? { ...one, text: null, shown: why[one.act]! } : one)),
}))
const items = without({ c2: 'unreadable', c3: 'not_here', a2: 'unreadable', p1: 'differs', p6: 'not_here', p3: 'unreadable' })

/** Texts that are not shown, each with why. */
export const hiding: Record<string, Story> = {
  'tekst-niet-open': { snapshot: inRoom(samira, { items }, { notice: { is: 'unreadable', time: now, refusal: null } }), path: paths.meeting },
  'tekst-verwisseld': { snapshot: inRoom(samira, { items }), path: paths.mine },
  'vrijgave-niet-open': { snapshot: inRoom(marleen, { phase: 'wrap_up', items }), path: `${paths.release}/p1` },
}

import { paths } from '../../src/parts/paths.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { ineke, marleen, roel, samira } from '../fixture/people.ts'
import { inRoom, room } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const said = (is: string, why: string) => ({ is, by: roel, shown: 'open' as const, why })
const items = room(samira).items.map((item) => (item.id !== nuisance.id ? item : {
  ...item, earlier: 'e1', agreed: item.agreed.map((one) => (one.act === 'a1' ? { ...one, earlier: true } : one.act === 'a2' ? { ...one, progress: said('dropped', 'Het is nu rustig.') } : one)),
}))

/** An item that follows up an earlier room, and how far work is. */
export const following: Record<string, Story> = {
  vervolg: { snapshot: inRoom(samira, { items }), path: paths.meeting },
  'vervolg-secretaris': { snapshot: inRoom(ineke, { items }), path: paths.meeting },
  'vervolg-voorbereiden': { snapshot: inRoom(marleen, { phase: 'preparing', items }), path: paths.prepare },
}

import type { Unlock } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import { samira } from '../fixture/people.ts'
import { inRoom } from '../fixture/room.ts'
import type { Story } from './stories.ts'

const asked: Unlock = { for: 'agree', way: '', passkey: new Uint8Array(), salt: new Uint8Array(32) }
const wrong = {
  is: 'problem' as const, code: 'wrong_words' as const, field: '',
  sentence: { nl: 'Hiermee gaat uw sleutel niet open. Kijk of het de woorden of de passkey van dit apparaat zijn, en probeer het opnieuw.', en: 'This does not open your key.' },
}

/** What was pressed waits until one shows that it is oneself. */
export const unlocking: Record<string, Story> = {
  'ontgrendelen-eerste-keer': { snapshot: inRoom(samira, {}, { unlock: asked }), path: paths.mine },
  'ontgrendelen-passkey': { snapshot: inRoom(samira, {}, { unlock: { ...asked, way: 'passkey', passkey: new Uint8Array([1]) } }), path: paths.mine },
  uitloggen: { snapshot: inRoom(samira, {}, { pending: [{ id: 1, do: 'contribute', item: 1, text: 'De buren willen erbij zijn.' }] }), path: paths.logout },
  'ontgrendelen-woorden': { snapshot: inRoom(samira, {}, { unlock: { ...asked, way: 'words' } }), path: paths.mine, refusals: { unlock: wrong } },
}

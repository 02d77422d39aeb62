import type { Snapshot } from '../../src/core/contract.ts'
import { paths } from '../../src/parts/paths.ts'
import type { Refusals } from '../fixture/core.ts'
import { closing } from './closing.ts'
import { entering } from './entering.ts'
import { family } from './family.ts'
import { following } from './followup.ts'
import { hiding } from './hidden.ts'
import { leaving } from './leaving.ts'
import { meeting } from './meeting.ts'
import { participants } from './participants.ts'
import { reacting } from './reactions.ts'
import { speaking } from './speaking.ts'
import { unlocking } from './unlock.ts'

/** A screen in one state: what the core says, where one is, what is refused, what was typed before. */
export interface Story { snapshot: Snapshot; path: string; refusals?: Refusals; stopped?: boolean; unsent?: Record<string, string>; lacks?: 'wasm' | 'socket' }

export const stories: Record<string, Story> = {
  ...entering,
  ...meeting,
  ...speaking,
  ...participants,
  ...hiding,
  ...leaving,
  ...closing,
  ...family,
  ...reacting,
  ...following,
  ...unlocking,
  'zonder-wasm': { snapshot: meeting['overleg']!.snapshot, path: paths.home, lacks: 'wasm' },
  'zonder-websocket': { snapshot: meeting['overleg']!.snapshot, path: paths.home, lacks: 'socket' },
  nergens: { snapshot: meeting['overleg']!.snapshot, path: `${paths.home}nergens` },
}

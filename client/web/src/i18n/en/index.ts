import type { nl } from '../nl/index.ts'
import type { Same } from '../same.ts'
import * as closing from './closing.ts'
import * as common from './common.ts'
import * as consent from './consent.ts'
import * as enter from './enter.ts'
import * as family from './family.ts'
import * as guest from './guest.ts'
import * as hidden from './hidden.ts'
import * as leaving from './leaving.ts'
import * as followup from './followup.ts'
import * as lobby from './lobby.ts'
import * as meeting from './meeting.ts'
import * as participants from './participants.ts'
import * as reactions from './reactions.ts'
import * as speaking from './speaking.ts'
import * as standing from './standing.ts'
import * as table from './table.ts'
import * as unlock from './unlock.ts'
import * as unsent from './unsent.ts'

/** Each area's file exports its own sections. */
export const en: Same<typeof nl> = {
  ...common,
  ...enter,
  ...lobby,
  ...meeting,
  ...speaking,
  ...participants,
  ...standing,
  ...consent,
  ...family,
  ...guest,
  ...table,
  ...hidden,
  ...leaving,
  ...closing,
  ...reactions,
  ...followup,
  ...unlock,
  ...unsent,
}

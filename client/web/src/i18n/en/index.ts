import type { nl } from '../nl/index.ts'
import type { Same } from '../same.ts'
import { accessibility, minutes, verify, wrap } from './closing.ts'
import { common, post, states, trouble } from './common.ts'
import { enter, start } from './enter.ts'
import { matrix, mine, release } from './leaving.ts'
import { lobby, prepare } from './lobby.ts'
import { composer, meeting, request } from './meeting.ts'
import { due, hold, obstacle, wall } from './standing.ts'

export const en: Same<typeof nl> = { common, post, states, trouble, enter, start, lobby, prepare, composer, meeting, request, matrix, mine, release, accessibility, minutes, verify, wrap, due, hold, obstacle, wall }

import type { Problem, Refusal, Request, Results } from './contract.ts'

/** What a request answers: that it was done, that the covenant or the room does
 * not allow it (nothing was changed), or that something else is in the way. */
export type AnswerTo<Do extends Request['do']> =
  | ({ is: 'ok' } & Results[Do])
  | ({ is: 'refusal' } & Refusal)
  | ({ is: 'problem' } & Problem)

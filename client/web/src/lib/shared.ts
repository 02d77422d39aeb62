import type { Contribution } from '../core/contract.ts'

/** Whether a contribution is for the viewer: also where it does not open, or is still on its way. */
export const isShared = (one: Contribution) => one.shown !== 'not_for_you' && one.shown !== 'taken_back'

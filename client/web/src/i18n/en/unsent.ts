import type { nl } from '../nl/index.ts'
import type { Same } from '../same.ts'

export const unsent: Same<typeof nl.unsent> = {
  title: 'You typed something here before and did not save it',
  text: 'What was here has changed since. You see it as it is now. Choose what to do with what you typed; if you save without choosing, it is dropped.',
  use: 'Put back what I typed',
  drop: 'Let it go',
  used: 'What you typed before is in the form again. Read it before you save.',
  dropped: 'What you typed before is gone.',
}

import type { nl } from '../nl/index.ts'
import type { Same } from '../same.ts'

export const unsent: Same<typeof nl.unsent> = {
  title: 'You typed something here before and did not save it',
  text: 'What was here has changed since. You see it as it is now. Choose what to do with what you typed; if you save without choosing, it is dropped.',
  use: 'Put back what I typed',
  drop: 'Let it go',
  used: 'What you typed before is in the form again. Read it before you save.',
  dropped: 'What you typed before is gone.',
  meanwhile: 'Somebody else changed what you are filling in here',
  meanwhileText: 'You are filling this in over another version than there is now. The form still holds what you filled in. Choose what stays; then you can save.',
  uphold: 'Keep what I filled in',
  yield: 'Take what the other wrote',
  choose: 'Choose whether what you filled in stays, or what the other wrote.',
  upheld: 'What you filled in stays. If you save, it takes the place of what the other wrote.',
  yielded: 'The form now holds what the other wrote.',
}

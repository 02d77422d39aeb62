import type { nl } from '../nl/index.ts'
import type { Same } from '../same.ts'

export const hold: Same<typeof nl.hold> = {
  press: 'Put on hold',
  why: 'Why must this wait?',
  hint: 'For example: you ask for advice first. Who reads the text reads this too.',
  missing: 'Write why this must wait.',
  by: '{{name}} put this on hold',
  own: 'You put this on hold',
  help: 'While this is on hold, nothing of it leaves.',
  hidden: 'Why is only for who reads the text itself.',
  lift: 'Let it go on',
}

export const obstacle: Same<typeof nl.obstacle> = {
  on_hold: 'On hold: somebody asks for advice first',
  source_withdrawn: 'The contribution behind this was withdrawn. Nothing of it leaves any more.',
  consent_stop: 'The consent was withdrawn. Nobody new can read this, and nothing of it leaves any more.',
  consent_hold: 'The consent was withdrawn. This waits until its owner names another ground.',
  corrected: 'This text was corrected. The correction takes its place.',
}

export const due: Same<typeof nl.due> = {
  title: 'Do not forget this',
  mineInform: 'Tell the family about "{{item}}", by {{day}}.',
  inform: '{{name}} tells the family about "{{item}}", by {{day}}.',
  mineDeferral: 'The deferral at "{{item}}" ends on {{day}}. Tell the family then, or give a new reason.',
  deferral: 'The deferral of {{name}} at "{{item}}" ends on {{day}}.',
  response: 'The family can respond to "{{item}}" until {{day}}.',
  giver: 'Your response at "{{item}}" waits for a decision. If you leave before, it stays behind here.',
  late: 'Too late',
  where: 'To the family',
  missing: 'This item is not complete yet',
  missingHelp: 'Do not mention a name yet. This is needed before anybody is discussed recognisably, and before adoption:',
  fill: 'Complete it',
}

export const wall: Same<typeof nl.wall> = {
  title: 'On the screen',
  open: 'Show on the screen',
  close: 'Close',
  lead: 'Only what everybody at the table may read stands here.',
  noLabel: 'Item {{number}}',
  empty: 'There is nothing yet that everybody at the table may read.',
  contributions: 'Contributions',
  proposals: 'Texts that leave',
  by: '{{name}}, by {{day}}',
}

import type * as nl from '../nl/hidden.ts'
import type { Same } from '../same.ts'

export const hidden: Same<typeof nl.hidden> = {
  not_for_you: 'This text is not shared with you.',
  taken_back: 'This text was taken back or erased.',
  not_here: 'This text is still on its way to this device.',
  unreadable: 'This text does not open on this device. Your device asks for it again. If this stays so, call who wrote it.',
  differs: 'This is not the text that the proposal is about. Do not agree. Call the chair.',
}

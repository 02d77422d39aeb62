import type { Ending } from './contract.ts'

/** Whether this device holds nothing of the room any more after an ending: the core wiped its keys and texts. */
export function wipedBy(ending: Ending): boolean {
  return ending === 'gone' || ending === 'destroyed' || ending === 'reseated'
}

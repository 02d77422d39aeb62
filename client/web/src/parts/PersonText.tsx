import type { Person } from '../core/contract.ts'
import { partsOf } from '../lib/persons.ts'

/** A text with the pseudonyms of the item's persons made to stand out. */
export function PersonText({ text, persons }: { text: string; persons: readonly Person[] }) {
  return partsOf(text, persons).map((part) => (part.person ? <strong key={part.at} className="pseudonym">{part.text}</strong> : part.text))
}

import type { Person } from '../core/contract.ts'

/** A stretch of a text, beginning at an offset. */
export interface Part { text: string; person: boolean; at: number }

/** Cuts a text at the pseudonyms of an item's persons, in any case of letters. */
export function partsOf(text: string, persons: readonly Person[]): Part[] {
  const names = persons.map((person) => person.pseudonym).filter(Boolean).sort((a, b) => b.length - a.length)
  if (names.length === 0) return [{ text, person: false, at: 0 }]
  const any = new RegExp(`(?<!\\p{L})(${names.map(escape).join('|')})(?!\\p{L})`, 'giu')
  let at = 0
  return text.split(any).map((part, index) => {
    at += part.length
    return { text: part, person: index % 2 === 1, at: at - part.length }
  }).filter((part) => part.text !== '')
}

function escape(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}

import { readFileSync, writeFileSync } from 'node:fs'

/** What somebody does by hand: presses (buttons, links, ticks), picks from a list, fields
 * that he types in, and the characters in them. */
export interface Effort { presses: number; picks: number; fields: number; characters: number }

export const parts = ['voorbereiden', 'binnenkomen', 'bespreken', 'vrijgeven', 'afronden', 'verslag'] as const
export type Part = (typeof parts)[number]

/** One person's effort, by part of the meeting. */
export type Efforts = Record<Part, Effort>

export const noEfforts = (): Efforts =>
  Object.fromEntries(parts.map((part) => [part, { presses: 0, picks: 0, fields: 0, characters: 0 }])) as Efforts

// Seconds, by the keystroke-level model (Card, Moran and Newell, 1980): pointing 1.1,
// pressing and letting go 0.2, a hand to the keyboard or back 0.4, a key of somebody who
// types 40 words a minute 0.28, making up one's mind 1.35.
const [point, press, hand, key, mind] = [1.1, 0.2, 0.4, 0.28, 1.35]

/** About how long that takes somebody who has done it before: he makes up his mind once
 * for each press, pick and field. */
export function seconds({ presses, picks, fields, characters }: Effort): number {
  return presses * (mind + point + press) + picks * (mind + 2 * (point + press)) + fields * (mind + point + press + 2 * hand) + characters * key
}

const from = '<!-- counted by client/web/test/meeting, effort.ts -->\n'
const to = '<!-- end -->\n'
const doc = new URL('../../../../docs/usability.md', import.meta.url)

const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |\n`

/** The table of the docs as it must be; UPDATE=1 writes it. */
export function documented(people: { name: string; efforts: Efforts }[]): { is: string; must: string } {
  const table = row(['who', 'part', 'presses', 'picks', 'fields', 'characters', 'seconds, about']) + '|---|---|---:|---:|---:|---:|---:|\n' + people.flatMap(({ name, efforts }) =>
    parts.filter((part) => seconds(efforts[part]) > 0).map((part) => {
      const { presses, picks, fields, characters } = efforts[part]
      return row([name, part, presses, picks, fields, characters, Math.round(seconds(efforts[part]))])
    })).join('')
  const is = readFileSync(doc, 'utf8')
  const [before = '', rest = ''] = is.split(from)
  const must = before + from + table + to + rest.slice(rest.indexOf(to) + to.length)
  if (process.env['UPDATE'] === '1') writeFileSync(doc, must)
  return { is: process.env['UPDATE'] === '1' ? must : is, must }
}

import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Book, Calendar } from '../../src/core/contract.ts'
import { calendarFile } from '../../src/lib/calendar.ts'
import { workbook } from '../../src/lib/workbook.ts'

/** What minutes/export writes of the same package, by its TestWhatThePageIsHeldToIsCurrent. */
interface Native { book: Book; calendar: Calendar; sheets: Record<string, string[][]>; ics: string }
const native = JSON.parse(readFileSync(new URL('../../../../minutes/export/testdata/actions.json', import.meta.url), 'utf8')) as Native

const epoch = Date.UTC(1899, 11, 30) // day 0 of a spreadsheet, after February 1900

test('the workbook has the cells of the native one', async () => {
  const { sheets } = await readXlsx(await workbook(native.book))
  const cells = sheets.map(({ name, rows }) => [name, rows.map((row) => row.map((cell) =>
    (cell instanceof Date ? String((cell.getTime() - epoch) / 86_400_000) : String(cell ?? ''))))])
  expect(Object.fromEntries(cells)).toEqual(native.sheets)
})

test('dates are numbers, texts are no formulas, and the header stays and filters', async () => {
  const parts = unzipSync(await workbook(native.book))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!)
  expect(sheet).toMatch(/<c r="D2" s="\d+"><v>46360<\/v><\/c>/)
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain('<autoFilter ref="A1:E15"')
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  expect(sheet).toContain('orientation="landscape"')
  expect(strFromU8(parts['xl/styles.xml']!)).toContain('formatCode="dd-mm-yyyy"')
  expect(strFromU8(parts['xl/sharedStrings.xml']!)).toContain('\'=HYPERLINK(')
  expect(strFromU8(parts['docProps/core.xml']!)).toContain('2026-11-27T08:17:20Z')
})

test('an action that nobody has yet has no date', async () => {
  const vacant = { what: 'Sleutel zoeken', who: '', organisation: '', due: 0, status: 'Nog niet afgesproken' }
  const { sheets } = await readXlsx(await workbook({ ...native.book, rows: [vacant] }))
  expect(sheets[0]!.rows[1]!.map((cell) => cell ?? '')).toEqual(['Sleutel zoeken', '', '', '', 'Nog niet afgesproken'])
})

/** Long lines may be broken in any place (RFC 5545, 3.1). */
const unfolded = (file: string) => file.replaceAll('\r\n ', '')

test('the calendar file has the lines of the native one', () => {
  const file = new TextDecoder().decode(calendarFile(native.calendar))
  expect(unfolded(file).split('\r\n')).toEqual(unfolded(native.ics).split('\r\n'))
})

test('no line of a calendar is too long, no character is split, and nothing escapes its value', () => {
  const [first] = native.calendar.events
  const description = `${'é'.repeat(70)}, Zorg; en 🏠\\hulp\nEND:VEVENT`
  const bytes = calendarFile({ ...native.calendar, events: [{ ...first!, description }] })
  for (const line of Buffer.from(bytes).toString('latin1').split('\r\n')) {
    expect(line.length).toBeLessThanOrEqual(75)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).not.toThrow()
  }
  const file = new TextDecoder().decode(bytes)
  expect(unfolded(file)).toContain(`DESCRIPTION:${'é'.repeat(70)}\\, Zorg\\; en 🏠\\\\hulp\\nEND:VEVENT\r\n`)
  expect(file.match(/\r\nEND:VEVENT\r\n/g)).toHaveLength(1)
})

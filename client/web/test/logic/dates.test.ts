import { expect, test } from 'vitest'
import { dayOf, readDay, showClock, showDate, showDay, showTime } from '../../src/lib/dates.ts'

const today = 20_784 // 27 november 2026

test.each([
  ['4-12-2026', 20_791], ['4/12/2026', 20_791], ['4 december 2026', 20_791], ['4 dec 2026', 20_791], ['4 Dec. 2026', 20_791], ['4 December 2026', 20_791],
  ['4-12', 20_791], ['27 november', today], ['26 november', today + 364], ['29-2-2028', 21_243],
])('reads %s', (typed, day) => expect(readDay(typed, today)).toBe(day))

test.each(['', 'morgen', '31-11-2026', '29-2-2027', '4-13-2026', '0-1-2027', '4', '4 foo 2026'])('refuses %s', (typed) => expect(readDay(typed, today)).toBeNull())

test('shows a day, a date and a time as people say them', () => {
  expect(showDay(today, 'nl')).toBe('27 november 2026')
  expect(showDay(today, 'en')).toBe('27 November 2026')
  const moment = Date.parse('2026-11-27T23:30:00Z') // past midnight in Zuidwolde
  expect(showDate(moment, 'nl')).toBe('zaterdag 28 november 2026')
  expect(showTime(moment, 'nl')).toBe('00:30')
  expect(dayOf(moment)).toBe(today + 1)
})

test('of something that was done, a day without a year is the last such day', () => {
  expect(readDay('20-11', today, true)).toBe(today - 7)
  expect(readDay('4 december', today, true)).toBe(today - 358)
  expect(readDay('27 november', today, true)).toBe(today)
  expect(readDay('4-12-2026', today, true)).toBe(today + 7)
})

test('shows a length of time', () => {
  expect(showClock(760_000)).toBe('12:40')
  expect(showClock(-5)).toBe('00:00')
})

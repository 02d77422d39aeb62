const DAY = 86_400_000
const ZONE = 'Europe/Amsterdam'

const months = [
  ['januari', 'january'], ['februari', 'february'], ['maart', 'march'], ['april', 'april'], ['mei', 'may'],
  ['juni', 'june'], ['juli', 'july'], ['augustus', 'august'], ['september', 'september'], ['oktober', 'october'],
  ['november', 'november'], ['december', 'december'],
] as const

function format(ms: number, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', options).format(ms)
}

/** A day, counted from 1970-01-01, as "27 november 2026". */
export function showDay(day: number, language: string): string {
  return format(day * DAY, language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
}

/** The day of a moment, as "vrijdag 27 november 2026". */
export function showDate(ms: number, language: string): string {
  return format(ms, language, { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** The time of a moment, as "09:22". */
export function showTime(ms: number, language: string): string {
  return format(ms, language, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
}

/** A length of time as "12:40"; hours are shown as minutes. */
export function showClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** The day in the Netherlands at a moment, counted from 1970-01-01. */
export function dayOf(ms: number): number {
  const iso = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(ms)
  return Date.parse(`${iso}T00:00:00Z`) / DAY
}

/** Reads a typed date: 4-12-2026, 4/12/2026, 4-12, 4 december 2026 or 4 dec.
 * Without a year it is the first such day from today on, or with past the last one
 * until today. Null when it is no date. */
export function readDay(typed: string, today: number, past = false): number | null {
  const text = typed.trim().toLowerCase()
  const parts = /^(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})\.?(?:[-/. ]+(\d{4}))?$/.exec(text)
  if (parts === null) return null
  const [, date = '', name = '', written] = parts
  const month = /^\d/.test(name) ? Number(name) : months.findIndex((m) => m.some((full) => full.startsWith(name))) + 1
  const thisYear = new Date(today * DAY).getUTCFullYear()
  const day = dayNumber(written === undefined ? thisYear : Number(written), month, Number(date))
  if (day === null || written !== undefined || day === today || (day < today) === past) return day
  return dayNumber(thisYear + (past ? -1 : 1), month, Number(date))
}

function dayNumber(year: number, month: number, date: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, date))
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
  return exists ? at.getTime() / DAY : null
}

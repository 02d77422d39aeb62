import type { Calendar, Event } from '../core/contract.ts'

// A writer of our own, in the few properties that we use: the libraries add others,
// and a file from here must be equal to one that minutes/export writes elsewhere.

const day = 86_400_000
const octets = 75 // at most, of a line (RFC 5545, 3.1)

/** The calendar as a file (RFC 5545). */
export function calendarFile({ product, issued, sequence, reminder, events }: Calendar): Uint8Array<ArrayBuffer> {
  const stamp = `DTSTAMP:${compact(issued)}`
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${text(product)}`, 'METHOD:PUBLISH', 'X-WR-TIMEZONE:Europe/Amsterdam',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT', `UID:${event.id}`, stamp, `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${date(event.day)}`, `DTEND;VALUE=DATE:${date(event.day + 1)}`,
      `SUMMARY:${text(event.summary)}`, `DESCRIPTION:${text(event.description)}`,
      'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', `STATUS:${event.dropped ? 'CANCELLED' : 'CONFIRMED'}`,
      ...(event.reminds ? alarm(event, reminder) : []), 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(''))
}

const alarm = ({ summary }: Event, reminder: string) =>
  ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${reminder}`, `DESCRIPTION:${text(summary)}`, 'END:VALARM']

/** As text is written in a value (RFC 5545, 3.3.11). */
const text = (words: string) => words.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')

/** A moment in UTC (RFC 5545, 3.3.5). */
const compact = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** A day (RFC 5545, 3.3.4). */
const date = (days: number) => compact(days * day).slice(0, 8)

/** A long line goes on after a break and a blank (RFC 5545, 3.1); no character is split. */
function folded(line: string): string {
  const size = new TextEncoder()
  let out = ''
  let used = 0
  for (const sign of line) {
    const more = size.encode(sign).length
    if (used + more > octets) {
      out += '\r\n '
      used = 1
    }
    out += sign
    used += more
  }
  return out
}

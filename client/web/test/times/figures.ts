/** The middle one, and the worst. */
export interface Figure { p50: number; worst: number; of: number }

export function figureOf(times: number[]): Figure {
  const sorted = times.toSorted((a, b) => a - b)
  return { p50: sorted[Math.floor((sorted.length - 1) / 2)]!, worst: sorted.at(-1)!, of: sorted.length }
}

const rows: string[][] = [['what', 'p50', 'worst', 'times', 'budget']]

export function note(what: string, times: number[], budget: string, unit = 'ms'): void {
  const { p50, worst, of } = figureOf(times)
  const say = (n: number) => `${Math.round(n).toLocaleString('en')} ${unit}`
  rows.push([what, say(p50), say(worst), String(of), budget])
}

/** All that was noted, as a table. */
export function table(): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)))
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join('  ')).join('\n')
}

import type { Left, Mark } from '../core/contract.ts'

/** What was done with a mark: nothing yet, replaced by words, cut, or left on purpose. */
export type Done = { is: 'open' } | { is: 'replaced'; by: string } | { is: 'cut' } | { is: 'left' }

/** A text under work: the marks in it and what was done with each. */
export interface Work { text: string; marks: Mark[]; done: Done[] }

export type Piece = { is: 'text'; text: string } | { is: 'mark'; index: number; mark: Mark; text: string; done: Done }

export function begin(text: string, marks: Mark[]): Work {
  return { text, marks, done: marks.map(() => ({ is: 'open' })) }
}

export function treat(work: Work, index: number, done: Done): Work {
  return { ...work, done: work.done.map((now, at) => (at === index ? done : now)) }
}

/** Replaces what has a suggestion and cuts the rest. */
export function treatAll(work: Work): Work {
  return { ...work, done: work.done.map((now, at) => (now.is === 'open' ? suggested(work.marks[at]) : now)) }
}

export function suggested(mark: Mark | undefined): Done {
  return mark?.suggestion ? { is: 'replaced', by: mark.suggestion } : { is: 'cut' }
}

export function pieces(work: Work): Piece[] {
  const found: Piece[] = []
  let from = 0
  work.marks.forEach((mark, index) => {
    if (mark.start > from) found.push({ is: 'text', text: work.text.slice(from, mark.start) })
    found.push({ is: 'mark', index, mark, text: work.text.slice(mark.start, mark.end), done: work.done[index] ?? { is: 'open' } })
    from = mark.end
  })
  if (from < work.text.length) found.push({ is: 'text', text: work.text.slice(from) })
  return found
}

/** The text as it would leave: a cut takes the blank before it along. */
export function outcome(work: Work): string {
  if (work.done.every((done) => done.is === 'open' || done.is === 'left')) return work.text
  return pieces(work).reduce((text, piece) => {
    if (piece.is === 'text') return text + (text === '' || text.endsWith(' ') ? piece.text.replace(/^ /, '') : piece.text)
    if (piece.done.is === 'cut') return text
    return text + (piece.done.is === 'replaced' ? piece.done.by : piece.text)
  }, '').replaceAll(/ +([.,;:])/g, '$1').trim()
}

export function openMarks(work: Work): number[] {
  return work.done.flatMap((done, index) => (done.is === 'open' ? [index] : []))
}

/** What stays on purpose, counted by kind. */
export function leftOf(work: Work): Left[] {
  const counts = new Map<Mark['kind'], number>()
  work.marks.forEach((mark, index) => {
    if (work.done[index]?.is === 'left') counts.set(mark.kind, (counts.get(mark.kind) ?? 0) + 1)
  })
  return [...counts].map(([kind, count]) => ({ kind, count }))
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}

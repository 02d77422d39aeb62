import { describe, expect, test } from 'vitest'
import type { Mark } from '../../src/core/contract.ts'
import { begin, leftOf, openMarks, outcome, pieces, suggested, treat, treatAll } from '../../src/lib/desk.ts'

const text = 'Wim Elshout, telefoon 06 1234 5678, belde over de muziek.'
const mark = (kind: Mark['kind'], found: string, suggestion: string): Mark => ({ kind, start: text.indexOf(found), end: text.indexOf(found) + found.length, person: suggestion, suggestion })
const marks = [mark('name', 'Wim Elshout', 'Bewoner A'), mark('phone', '06 1234 5678', '')]

describe('as the chair makes a text fit to leave', () => {
  const work = begin(text, marks)

  test('nothing is changed before something is done', () => {
    expect(outcome(work)).toBe(text)
    expect(openMarks(work)).toEqual([0, 1])
    expect(pieces(work).map((piece) => piece.text).join('')).toBe(text)
  })

  test('a name becomes the pseudonym, what has none is cut with its blank', () => {
    const done = treatAll(work)
    expect(outcome(done)).toBe('Bewoner A, telefoon, belde over de muziek.')
    expect(openMarks(done)).toEqual([])
    expect(leftOf(done)).toEqual([])
  })

  test('what stays on purpose is counted by kind', () => {
    const left = treat(treat(work, 0, suggested(marks[0])), 1, { is: 'left' })
    expect(outcome(left)).toBe('Bewoner A, telefoon 06 1234 5678, belde over de muziek.')
    expect(leftOf(left)).toEqual([{ kind: 'phone', count: 1 }])
  })

  test('what was done can be put back', () => {
    expect(outcome(treat(treatAll(work), 0, { is: 'open' }))).toContain('Wim Elshout')
  })
})

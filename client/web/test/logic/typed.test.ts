import { expect, test } from 'vitest'
import { bothTexts, changedMeanwhile, type Fields, fieldsOf, filled, joined, type Kept, opened, packed, takenBack, touched, upheld, yielded } from '../../src/lib/typed.ts'

const nothing: Kept = { typed: {}, earlier: {} }
const before = { label: 'Muziek', text: 'Elke nacht.', ladder: { safety: 'nee' }, days: [1] }
const theirs = { ...before, label: 'Muziek bij de brug' }
const mine = 'Muziek in de nacht'

/** What is kept after typing in a form that shows what is there. */
const typing = (change: object, form: object = before, kept: Kept = nothing) => touched(kept, filled(form, kept.typed), change, fieldsOf(form))
const reopened = (kept: Kept, form: object) => opened(packed(kept), fieldsOf(form))

test('only what was touched is kept, in a group too, and is there again over the same version', () => {
  const kept = typing({ label: mine, ladder: { safety: 'nee', fewer: 'ja' } })
  expect(Object.keys(kept.typed)).toEqual(['label', 'ladder/fewer'])
  expect(filled(before, reopened(kept, before).typed)).toEqual({ ...before, label: mine, ladder: { safety: 'nee', fewer: 'ja' } })
})

test('who is new is there from the first press, though nothing is said of him yet', () => {
  const people = { persons: { 1: { name: 'bewoner A' } } }
  const kept = typing({ persons: { new2: { name: '' } } }, people)
  const now = { persons: { ...people.persons, 2: { name: 'buurvrouw B' } } }
  expect(Object.values(filled(now, reopened(kept, now).typed).persons).map((one) => one.name)).toEqual(['bewoner A', 'buurvrouw B', ''])
})

test('what nobody here touched follows what others make of it', () => {
  const kept = typing({ text: 'Ook overdag.', days: [1, 2] })
  expect(filled(theirs, kept.typed)).toEqual({ ...theirs, text: 'Ook overdag.', days: [1, 2] })
  expect(changedMeanwhile(kept, fieldsOf(theirs))).toEqual([])
})

test('typed back, or what others came to say too, is not touched', () => {
  expect(typing({ label: before.label }, before, typing({ label: mine }))).toEqual(nothing)
  expect(changedMeanwhile(typing({ label: theirs.label }), fieldsOf(theirs))).toEqual([])
})

test('where two wrote, what was typed stays until it is chosen', () => {
  const kept = typing({ label: `${mine}.` }, theirs, typing({ label: mine }))
  const now = fieldsOf(theirs)
  expect(changedMeanwhile(kept, now)).toEqual(['label'])
  expect(filled(theirs, kept.typed).label).toBe(`${mine}.`)
  expect(changedMeanwhile(upheld(kept, now), now)).toEqual([])
  expect(filled(theirs, upheld(kept, now).typed).label).toBe(`${mine}.`)
  expect(yielded(kept, now)).toEqual(nothing)
})

test('over what others changed since, a form that opens does not put it back, but offers it', () => {
  const kept = reopened(typing({ label: mine, text: 'Ook overdag.' }), theirs)
  expect(filled(theirs, kept.typed)).toEqual({ ...theirs, text: 'Ook overdag.' })
  expect(kept.earlier).toEqual({ label: mine })
  const back = takenBack(kept, fieldsOf(theirs))
  expect(back.earlier).toEqual({})
  expect(filled(theirs, reopened(back, theirs).typed)).toEqual({ ...theirs, label: mine, text: 'Ook overdag.' })
})

test('what is typed before the device says what it kept comes over it, field by field', () => {
  const kept = packed(typing({ label: 'Afval', text: 'Ook overdag.' }))
  const both = joined(kept, packed(typing({ label: mine })), fieldsOf(before))
  expect(filled(before, opened(both, fieldsOf(before)).typed)).toEqual({ ...before, label: mine, text: 'Ook overdag.' })
})

test('of a single text neither what was kept nor what is typed over it is lost', () => {
  expect(bothTexts('Elke nacht.', 'Ook overdag.')).toBe('Elke nacht.\nOok overdag.')
  expect(bothTexts('Elke nacht.', '')).toBe('Elke nacht.')
  expect(bothTexts('Elke nacht.', null)).toBe('Elke nacht.')
})

test('typed over a newer version, it leaves what was kept offered', () => {
  const kept = packed(typing({ label: mine }))
  const both = joined(kept, packed(typing({ text: 'Ook overdag.' }, theirs)), fieldsOf(theirs))
  expect(opened(both, fieldsOf(theirs))).toMatchObject({ typed: { text: { is: 'Ook overdag.' } }, earlier: { label: mine } })
})

test('in a form for something new, what it begins with changes nothing', () => {
  const now: Fields = {}
  const kept = touched(nothing, { to: '7', question: '' }, { to: '3' }, now)
  expect(opened(packed(kept), now)).toEqual(kept)
  expect(filled({ to: '9', question: '' }, kept.typed)).toEqual({ to: '3', question: '' })
})

test('where nothing is typed nothing is kept', () => {
  expect(packed(nothing)).toBe('')
  expect(opened('', {})).toEqual(nothing)
  expect(opened(null, {})).toEqual(nothing)
})

import { expect, test } from 'vitest'
import { joined, type Kept, opened, packed } from '../../src/lib/typed.ts'

interface Item { label: string; text: string }

const nothing: Kept<Item> = { over: 'one', typed: {}, earlier: {} }
const label = { label: 'Muziek in de nacht' }

test('only what was touched is kept, and is there again over the same version', () => {
  const kept = packed<Item>({ ...nothing, typed: label })
  expect(kept).not.toContain('text')
  expect(opened<Item>(kept, 'one')).toEqual({ ...nothing, typed: label })
})

test('over what others changed since it is not put back, but offered', () => {
  const kept = packed<Item>({ ...nothing, typed: label })
  expect(opened<Item>(kept, 'two')).toEqual({ over: 'two', typed: {}, earlier: label })
})

test('while nothing is chosen, what is offered stays beside what is typed now', () => {
  const offered = opened<Item>(packed<Item>({ ...nothing, typed: label }), 'two')
  const kept = packed<Item>({ ...offered, typed: { text: 'Ook overdag.' } })
  expect(opened<Item>(kept, 'two')).toEqual({ over: 'two', typed: { text: 'Ook overdag.' }, earlier: label })
  expect(opened<Item>(kept, 'three')).toEqual({ over: 'three', typed: {}, earlier: { ...label, text: 'Ook overdag.' } })
})

test('what is typed before the device says what it kept comes over it, field by field', () => {
  const kept = packed<Item>({ ...nothing, typed: { label: 'Muziek', text: 'Elke nacht.' } })
  const typed = packed<Item>({ ...nothing, typed: label })
  expect(opened<Item>(joined(kept, typed), 'one').typed).toEqual({ ...label, text: 'Elke nacht.' })
})

test('typed over a newer version, it leaves what was kept offered', () => {
  const kept = packed<Item>({ ...nothing, typed: { text: 'Elke nacht.' } })
  const typed = packed<Item>({ ...nothing, over: 'two', typed: label })
  expect(opened<Item>(joined(kept, typed), 'two')).toEqual({ over: 'two', typed: label, earlier: { text: 'Elke nacht.' } })
})

test('where nothing is typed nothing is kept', () => {
  expect(packed<Item>(nothing)).toBe('')
  expect(opened<Item>('', 'one')).toEqual(nothing)
  expect(opened<Item>(null, 'one')).toEqual(nothing)
})

import { expect, test } from 'vitest'
import { wipedBy } from '../../src/core/endings.ts'
import { entering } from '../stories/entering.ts'

test('who left, whose room ended or who is on another device keeps nothing in the page', () => {
  const wiped = Object.values(entering).flatMap(({ snapshot: { ending } }) => (ending && wipedBy(ending) ? [ending] : []))
  expect(wiped).toEqual(['gone', 'reseated', 'destroyed'])
})

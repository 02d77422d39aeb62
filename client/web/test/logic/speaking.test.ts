import { expect, test } from 'vitest'
import { questionsTo, reasonFor, unshownTo } from '../../src/lib/newcomers.ts'
import { calledAt, turnOf } from '../../src/lib/speakers.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { hanna, ineke, roel, samira } from '../fixture/people.ts'
import { room } from '../fixture/room.ts'

test('one speaks, waits at a place in the order, or neither', () => {
  expect(turnOf(nuisance, roel)).toEqual({ is: 'speaks' })
  expect(turnOf(nuisance, samira)).toEqual({ is: 'waits', place: 2, order: false })
  expect(turnOf(nuisance, ineke)).toEqual({ is: 'none' })
})

test('a guest is called by the name that is known at this item alone', () => {
  const there = room(samira, { seats: [...room(samira).seats.slice(0, 5), { ...room(samira).seats[5]!, claims: { name: '', party: '', function: '', contact: '' } }] })
  expect(calledAt(there, { ...nuisance, guests: [{ ...nuisance.guests[0]!, seat: hanna, name: 'Oom Jan' }] }, hanna)).toBe('Oom Jan')
  expect(calledAt(there, nuisance, hanna)).toBe('')
})

test('a newcomer is one question, and reads for his role at the item', () => {
  const newcomer = { seat: hanna, contributions: ['c1', 'c6'] }
  const there = room(samira, { newcomers: [newcomer] })
  expect(questionsTo(there)).toBe(questionsTo(room(samira)) + 1)
  expect(reasonFor(there, newcomer)).toBe('adviser')
})

test('the chair sees per newcomer how much is not shown, and whose it is', () => {
  const there = room(samira, { unshown: [{ seat: hanna, owner: roel, count: 1 }, { seat: hanna, owner: samira, count: 2 }] })
  expect(unshownTo(there)).toEqual([{ seat: hanna, owners: [roel, samira], count: 3 }])
})

import { expect, test } from 'vitest'
import { defaultsOf } from '../../src/lib/compose.ts'
import { choosable, initials, readAlong, readersAt, shortName } from '../../src/lib/people.ts'
import { partsOf } from '../../src/lib/persons.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { hanna, ineke, joost, marleen, roel, samira } from '../fixture/people.ts'
import { profile, room } from '../fixture/room.ts'

test('readers are chosen among who sits there; chair and deputies read along anyhow', () => {
  const there = room(samira)
  expect(choosable(there, nuisance).map((at) => at.place.id)).toEqual([roel, hanna, ineke])
  expect(readAlong(there).map((seat) => seat.id)).toEqual([marleen, joost])
  expect(readersAt(choosable(there, nuisance))).toEqual([{ place: ineke, reason: 'other' }, { place: roel, reason: 'content' }, { place: hanna, reason: 'adviser' }].sort((a, b) => a.place - b.place))
})

test('the composer begins as one’s last contribution at the item', () => {
  const again = defaultsOf(room(samira), profile, nuisance)
  expect(again.before).toBe(true)
  expect(again.labels.category).toBe('housing')
  const first = defaultsOf(room(ineke), profile, nuisance)
  expect(first).toMatchObject({ before: false, readers: [], labels: { category: '', nature: 'fact' } })
})

test('names are shortened as people write them', () => {
  expect(initials('Samira El Idrissi')).toBe('SI')
  expect(initials('Karin van Dalen')).toBe('KD')
  expect(shortName('Karin van Dalen')).toBe('K. van Dalen')
})

test('pseudonyms are found as whole words, in any case of letters', () => {
  const parts = partsOf('Bewoner A en bewoner Aa. Buurvrouw B, bewoner A!', nuisance.persons)
  expect(parts.filter((part) => part.person).map((part) => part.text)).toEqual(['Bewoner A', 'Buurvrouw B', 'bewoner A'])
  expect(parts.map((part) => part.text).join('')).toBe('Bewoner A en bewoner Aa. Buurvrouw B, bewoner A!')
})

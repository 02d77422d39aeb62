import { expect, test } from 'vitest'
import { stewardReason } from '../../src/lib/newcomers.ts'
import { hanna, marleen } from '../fixture/people.ts'
import { profile, room } from '../fixture/room.ts'

test('a steward reads for his role at an item, and otherwise for a reason of the covenant', () => {
  expect(stewardReason(room(marleen), profile, hanna)).toBe('adviser')
  expect(stewardReason(room(marleen, { items: [] }), profile, hanna)).toBe(profile.readerReasons[0]?.code)
})

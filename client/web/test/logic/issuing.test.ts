import { expect, test } from 'vitest'
import { linesOf, spokenOf, stuckIn } from '../../src/lib/issuing.ts'
import { missingOf, otherKinds } from '../../src/lib/otherpackages.ts'
import { stateOf, textsOf } from '../../src/lib/reactions.ts'
import { hanna, marleen, roel, samira } from '../fixture/people.ts'
import { profile, room } from '../fixture/room.ts'
import { made } from '../stories/leaving.ts'

const standing = (there: ReturnType<typeof room>, seat: number) => linesOf(there).find((line) => line.recipient.seat === seat)?.standing

test('who has a new key gets the same package again; an own record is not his minutes', () => {
  const there = room(marleen, { packages: [made('k1', roel, { delivered: 1, oldKey: true }), made('k2', samira, { kind: 'own_record', delivered: 1 })] })
  expect(standing(there, roel)).toBe('old_key')
  expect(standing(there, samira)).toBe('queued')
})

test('a passphrase is for whom the package was made', () => {
  const there = room(marleen)
  const to = [{ seat: samira, outside: 0 }, { seat: 0, outside: 1 }]
  expect(spokenOf(there, to, [{ act: 'k1' }, { act: 'k2', passphrase: 'vier woorden' }])).toEqual([{ to: 'Huisartsenpraktijk Het Dorp', passphrase: 'vier woorden' }])
  expect(stuckIn([{ act: 'k1' }])).toBeNull()
})

test('what closing still asks is made for whom it names', () => {
  const gate = { code: 'own_records_issued', met: false, articles: [], items: [], recipients: [{ seat: hanna, outside: 0 }], open: [] }
  expect(missingOf(room(marleen, { gates: [gate] }))).toEqual([{ kind: 'own_record', recipients: [{ seat: hanna, outside: 0 }] }])
  expect(missingOf(room(marleen, { gates: [{ ...gate, met: true }] }))).toEqual([])
  expect(otherKinds(profile).map((one) => one.code)).not.toContain('minutes')
})

test('a reaction is about the texts of its package, with what corrects them', () => {
  const there = room(marleen, { packages: [made('k1', samira, { releases: ['p3'] })] })
  const item = there.items.find((one) => one.proposals.length > 0)!
  const better = { ...item.proposals[2]!, act: 'p9', corrects: 'p3', state: 'open' as const }
  const reaction = { act: 'r1', package: 'k1', seat: samira, none: false, shown: 'open' as const, text: 'Nee.', answered: false, answer: '', corrections: [] }
  const texts = textsOf({ ...there, items: [{ ...item, proposals: [...item.proposals, better] }] }, reaction)
  expect(texts.map(({ text, corrections }) => [text.act, corrections.map((one) => one.act)])).toEqual([['p3', ['p9']]])
  expect(stateOf(reaction)).toBe('waits')
  expect(stateOf({ ...reaction, corrections: ['p9'] })).toBe('corrected')
  expect(stateOf({ ...reaction, answered: true })).toBe('answered')
})

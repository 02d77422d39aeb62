import { describe, expect, test } from 'vitest'
import type { Item, Proposal } from '../../src/core/contract.ts'
import { linesOf } from '../../src/lib/issuing.ts'
import { askedOf, fateOf, matrixOf } from '../../src/lib/matrix.ts'
import { waysOf } from '../../src/lib/packages.ts'
import { nuisance } from '../fixture/nuisance.ts'
import { hanna, ineke, marleen, roel, samira } from '../fixture/people.ts'
import { room } from '../fixture/room.ts'
import { made } from '../stories/leaving.ts'

const proposal = (act: string): Proposal => nuisance.proposals.find((one) => one.act === act)!
const fate = (act: string, seat: number, item: Item = nuisance) => fateOf(item, proposal(act), { seat, outside: 0 })

describe('who gets what', () => {
  test('an owner is waited for, then the chair decides', () => {
    expect(fate('p1', hanna)).toBe('waits')
    expect(fate('p2', samira)).toBe('decide')
    expect(fateOf(nuisance, { ...proposal('p2'), state: 'approved' }, { seat: samira, outside: 0 })).toBe('goes')
  })

  test('what an owner brought in himself he has anyway', () => {
    expect(fate('p1', samira)).toBe('own')
    expect(fate('p3', ineke)).toBe('none')
  })

  test('a withdrawn text goes nowhere, not even as the owner’s own', () => {
    expect(fate('p5', samira)).toBe('withdrawn')
    expect(fate('p5', roel)).toBe('none')
  })

  test('a text that waits for advice goes to nobody until then, and the owner has his own', () => {
    const held = { ...proposal('p1'), state: 'approved' as const, obstacle: 'on_hold' }
    expect(fateOf(nuisance, held, { seat: hanna, outside: 0 })).toBe('held')
    expect(fateOf(nuisance, held, { seat: samira, outside: 0 })).toBe('own')
    expect(fateOf(nuisance, { ...held, obstacle: 'consent_withdrawn' }, { seat: samira, outside: 0 })).toBe('none')
  })

  test('a refused text stays in sight as refused', () => expect(fate('p4', samira)).toBe('refused'))

  test('every recipient has a column and counts what is ready', () => {
    const matrix = matrixOf(room(marleen))
    expect(matrix.recipients).toHaveLength(7)
    expect(matrix.rows.map((row) => row.proposal.act)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
    expect(matrix.ready[samira - 1]).toEqual({ done: 3, of: 4 })
  })
})

test('Samira is asked about her own contributions, and Roel no more once he agreed', () => {
  expect(askedOf(room(samira), samira).map((one) => one.proposal.act)).toEqual(['p1', 'p6'])
  expect(askedOf(room(roel), roel)).toEqual([])
})

test('an owner sees in which package his contribution is', () => {
  const after = room(samira, { packages: [made('k1', hanna, { delivered: 1 })] })
  expect(waysOf(after, nuisance, 'c1').map((way) => [way.recipient.seat, Boolean(way.made?.delivered)])).toEqual([[hanna, true], [roel, false]])
})

test('the last package of a recipient says how it stands with him', () => {
  const packages = [made('k1', hanna, { withdrawn: true }), made('k2', hanna), made('k3', roel, { withdrawn: true })]
  const lines = linesOf(room(marleen, { packages, nothing: [{ seat: ineke, outside: 0 }] }))
  const standing = (seat: number) => lines.find((line) => line.recipient.seat === seat)?.standing
  expect([standing(hanna), standing(roel), standing(ineke), standing(samira)]).toEqual(['ready', 'again', 'nothing', 'queued'])
})

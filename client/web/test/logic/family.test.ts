import { expect, test } from 'vitest'
import { familyOf, isGuest, responsesOf, restingOn, standingConsents, talksOf, wentOn } from '../../src/lib/family.ts'
import { kindFor } from '../../src/lib/issuing.ts'
import { nameOfPlace, nameOfRecipient, partyOf, seatOf } from '../../src/lib/people.ts'
import { children, consents, farida, gijs, lies, proeftuin, vera, withFamily } from '../fixture/proeftuin.ts'
import { made } from '../stories/leaving.ts'

const room = withFamily(gijs).room!

test('what rests on a consent, and who already has it', () => {
  const gone = consents.find((one) => one.act === 'k3')!
  expect(restingOn(children, gone).map((one) => one.act)).toEqual(['c2'])
  const left = { ...room, packages: [made('k9', gijs, { delivered: 1, consents: ['k3'] }), made('k8', vera, { consents: ['k3'] })] }
  expect(wentOn(left, gone).map((one) => one.recipient.seat)).toEqual([gijs])
})

test('only a yes that stands, of the same person, can be named', () => {
  expect(standingConsents(children, 3).map((one) => one.act)).toEqual(['k1'])
  expect(standingConsents(children, 4), 'the father said no').toEqual([])
})

test('a response waits until somebody proposes it, and its chair decides', () => {
  expect(responsesOf(children).map((one) => one.answer)).toEqual(['none'])
  const proposal = { ...children.proposals[0]!, kind: 'response', sources: ['c3'], state: 'open' as const }
  expect(responsesOf({ ...children, proposals: [proposal] })[0]?.answer).toBe('waits')
  expect(responsesOf({ ...children, proposals: [{ ...proposal, state: 'approved' }] })[0]?.answer).toBe('goes')
  expect(responsesOf({ ...children, proposals: [{ ...proposal, state: 'lapsed' }] })[0]?.answer).toBe('none')
})

test('the notice goes to guests at the case and to family outside', () => {
  expect(familyOf(room, children)).toEqual([{ seat: farida, outside: 0 }, { seat: lies, outside: 0 }, { seat: 0, outside: 1 }])
})

const leaves = (kind: string) => ({ ...children.proposals[0]!, kind, leaves: [{ seat: farida, outside: 0 }] })
const withTexts = (...kinds: string[]) => ({ ...room, items: [{ ...children, proposals: kinds.map(leaves) }] })

test('who gets a notice and nothing else gets it as a notice', () => {
  expect(kindFor(withTexts('notice'), { seat: farida, outside: 0 })).toBe('notice')
  expect(kindFor(withTexts('notice', 'passage'), { seat: farida, outside: 0 })).toBe('minutes')
  expect(kindFor(withTexts('notice'), { seat: gijs, outside: 0 })).toBe('minutes')
})

test('a guest is called by his name where it is known, and by his kind elsewhere', () => {
  const unknown = { ...room, seats: room.seats.map((seat) => (seat.id === farida ? { ...seat, claims: { ...seat.claims, name: '' } } : seat)) }
  expect([isGuest(room, farida), isGuest(room, gijs)]).toEqual([true, false])
  expect(nameOfPlace(room, proeftuin, farida).nl).toBe('Farida Haddou')
  expect(nameOfPlace(unknown, proeftuin, farida).nl).toBe('Iemand om wie het gaat')
  expect(partyOf(room, proeftuin, seatOf(room, lies)!).en).toBe('Support or client supporter')
  expect(nameOfRecipient(room, { seat: farida, outside: 0 })).toBe('Farida Haddou')
  expect(talksOf(room).map((one) => one.id)).toEqual([1])
})

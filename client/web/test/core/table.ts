import type { Description } from '../../src/core/contract.ts'
import type { Line } from '../house/line.ts'
import type { House, Person } from './house.ts'

/** Gerda's claims, by which she founds every room here. */
export const gerdas = { name: 'Gerda', party: 'gemeente-de-wolden', function: 'voorzitter', contact: '' }

/** A room under De Wolden of which somebody is chair. */
export async function founded(house: House, chair: Person): Promise<void> {
  await chair.goes()
  await chair.does({ do: 'offer' })
  const { offered } = await chair.sees((s) => s.offered.length > 0)
  const profile = offered.find((p) => p.name === 'de-wolden') ?? offered[0]!
  await chair.does({ do: 'found', link: house.chairLink, rules: profile.name, kind: 'case', purpose: 'collective_support', claims: gerdas })
  await chair.does({ do: 'join' })
}

/** How somebody comes in: through a line, as a person who is there already, and what
 * happens while he is at the door. */
interface Ways { line?: Line; person?: Person; contact?: string; atTheDoor?: () => Promise<void> }

/** Somebody of the police who came in by a link of the chair's. */
export async function comesIn(house: House, chair: Person, name: string, work: string, ways: Ways = {}): Promise<{ person: Person; place: number }> {
  const { place } = await chair.does({ do: 'place', party: 'politie-zuidwest-drenthe', function: work, post: 'member' })
  const { link, invitation } = await chair.does({ do: 'invite', place, days: 2 })
  const person = ways.person ?? await house.person(ways.line && { line: ways.line })
  await person.goes(link)
  await person.sees((s) => s.welcome !== null)
  await person.does({ do: 'knock', claims: { name, party: '', function: work, contact: ways.contact ?? '' } })
  await chair.sees((s) => s.room?.visits.some((visit) => visit.invitation === invitation) ?? false)
  await ways.atTheDoor?.()
  await chair.does({ do: 'admit', invitation })
  await person.sees((s) => s.stage === 'room' && s.connection.is === 'online')
  await person.does({ do: 'join' })
  return { person, place }
}

/** An item with everything that the covenant asks, at which these places sit. */
export async function described(chair: Person, places: number[], more: Partial<Description> = {}): Promise<number> {
  const { item } = await chair.does({ do: 'item', general: false, minutes: 20 })
  await chair.does({
    do: 'describe', item,
    description: {
      label: 'De Dorpsstraat', text: '', purpose: 'collective_support', criterion: 'nuisance', phase: '', named: true,
      inform: { state: 'informed', day: 20_000, ground: '', reason: '' },
      ladder: ['person_present', 'anonymous', 'fewer_parties', 'bilateral'].map((question) => ({ question, text: 'nee' })),
      persons: [{ pseudonym: 'Bewoner A', names: ['Anja Jansen'], relation: 'resident', ageBand: 'adult' }], ...more,
    },
  })
  for (const place of places) await chair.does({ do: 'sit', item, place, role: 'content' })
  return item
}

/** The room is in session, with this item under discussion. */
export async function begun(chair: Person, item: number): Promise<void> {
  await chair.does({ do: 'start', withoutDeputy: true })
  await chair.does({ do: 'open_item', item })
}

/** What Gerda brings in, for these places besides herself. */
export async function brought(chair: Person, item: number, text: string, places: number[]): Promise<string> {
  const { act } = await chair.does({
    do: 'contribute',
    contribution: {
      item, text, necessity: 'Zonder dit is er geen aanpak.', person: 1, category: 'behaviour', nature: 'fact', basis: 'public_task', task: 'support',
      readers: places.map((place) => ({ place, reason: 'content' })),
    },
  })
  return act
}

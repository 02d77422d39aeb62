import type { House, Person } from '../core/house.ts'
import { brought, comesIn, described, founded } from '../core/table.ts'

/** A meeting with a full table, at one item. */
export interface FullTable { chair: Person; item: number; others: number[] }

/** Everybody comes in by his own browser, announces the key for his minutes, and closes
 * it: two cores do not carry thirty browsers, and the chair's is the one that is timed. */
export async function fullTable(house: House, seats: number): Promise<FullTable> {
  const chair = await house.person()
  await founded(house, chair)
  await chair.does({ do: 'announce_key' })
  const others: number[] = []
  for (let seat = 2; seat <= seats; seat++) {
    const { person, place } = await comesIn(house, chair, `Deelnemer ${seat}`, `wijkagent ${seat}`)
    await person.does({ do: 'announce_key' })
    await person.leaves()
    others.push(place)
  }
  await chair.sees((s) => s.room?.seats.filter((seat) => seat.minutesKey).length === seats)
  const item = await described(chair, [1, ...others])
  await chair.does({ do: 'start', withoutDeputy: true })
  await chair.does({ do: 'open_item', item })
  return { chair, item, others }
}

/** What the chair brings in for these places, and an action and texts drawn from it that
 * are approved for everybody. */
export async function agreedFor({ chair, item, others }: FullTable, readers: number[], passages: number): Promise<void> {
  const source = await brought(chair, item, 'Mevrouw Jansen hoort elke nacht muziek.', readers)
  const { act: action } = await chair.does({ do: 'action', item, text: 'Samen langsgaan.', assignee: 1, due: 20_900 })
  const recipients = [1, ...others].map((_, at) => ({ seat: at + 1, outside: 0 }))
  for (let passage = 1; passage <= passages; passage++) {
    const text = `Wat iedereen mag weten: er is elke nacht muziek, en dat hoorde bewoner A. Dit is tekst ${passage}.`
    const { act } = await chair.does({ do: 'propose', proposal: { item, kind: 'passage', text, recipients, actions: [action], sources: [source] } })
    const agreed = await chair.does({ do: 'agree', proposals: [act] })
    const decided = await chair.does({ do: 'minimise', decisions: [{ proposal: act, approve: true }] })
    for (const one of [...agreed.each, ...decided.each]) if (one.refusal || one.problem) throw new Error(`text ${passage}: ${JSON.stringify(one)}`)
  }
}

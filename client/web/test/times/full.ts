import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { House, Person } from '../core/house.ts'
import { brought, described, founded } from '../core/table.ts'

/** A meeting with a full table, at one item. */
export interface FullTable { chair: Person; item: number; others: number[]; crowd: Crowd }

/** Everybody but the chair, whose browser is the one that is timed: they are there by
 * the same program as in his core, without a browser (test/times/crowd). */
export class Crowd {
  #process: ChildProcess

  constructor() {
    const program = process.env['CROWD_BIN']
    if (program === undefined) throw new Error('CROWD_BIN names the program of those at the table: make page-times')
    this.#process = spawn(program, { stdio: ['pipe', 'ignore', 'inherit'] })
  }

  comes(link: string, work: string): void {
    this.#process.stdin!.write(`${link} ${work}\n`)
  }

  async leaves(): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.stdin!.end()
    await gone
  }
}

/** Everybody comes in and announces the key for his minutes. */
export async function fullTable(house: House, seats: number): Promise<FullTable> {
  const chair = await house.person()
  await founded(house, chair)
  await chair.does({ do: 'announce_key' })
  const crowd = new Crowd()
  const others: number[] = []
  for (let seat = 2; seat <= seats; seat++) {
    const work = `wijkagent ${seat}`
    const { place } = await chair.does({ do: 'place', party: 'politie-zuidwest-drenthe', function: work, post: 'member' })
    const { link, invitation } = await chair.does({ do: 'invite', place, days: 2 })
    crowd.comes(link, work)
    await chair.sees((s) => s.room?.visits.some((visit) => visit.invitation === invitation) ?? false)
    await chair.does({ do: 'admit', invitation })
    others.push(place)
  }
  await chair.sees((s) => s.room?.seats.filter((seat) => seat.minutesKey).length === seats)
  const item = await described(chair, [1, ...others])
  await chair.does({ do: 'start', withoutDeputy: true })
  await chair.does({ do: 'open_item', item })
  return { chair, item, others, crowd }
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

import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, Person } from './house.ts'
import { begun, brought, described, founded } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const said = 'Mevrouw Jansen hoort elke nacht muziek.'

/** What the page holds and what it shows. */
async function all(person: Person): Promise<string> {
  return JSON.stringify(await person.snapshot()) + await person.page.content()
}

/** When the worker that has the keys now, and all that it has in memory, is no more. */
function ends(person: Person): Promise<unknown> {
  return new Promise((ended) => person.page.workers()[0]!.once('close', ended))
}

/** Whether the tab that has the keys still asks for them: the browser would give them to
 * it again where nobody in it waits. */
function asksForWhatItHas(person: Person): Promise<boolean> {
  return person.page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query()
    return pending.some((asked) => held.some((has) => has.clientId === asked.clientId))
  })
}

/** Takes the keys to this tab, and opens the room in it. */
async function takes(person: Person): Promise<void> {
  await person.presses('Hier verder')
  await person.page.getByRole('button', { name: /te openen tot/ }).click({ timeout: 60_000 })
  await person.page.getByText(said).first().waitFor({ timeout: 60_000 })
}

test('the tab that lost the keys shows nothing of the room any more, and may take them back', async () => {
  const first = await house.person()
  await founded(house, first)
  const item = await described(first, [1])
  await begun(first, item)
  await brought(first, item, said, [])
  await first.shows('/overleg')
  await first.page.getByText(said).first().waitFor({ timeout: 60_000 })

  const second = new Person(await first.page.context().newPage(), house.origin)
  await second.page.goto(house.origin)
  await second.sees((s) => s.elsewhere)
  let ended = ends(first)
  await takes(second)
  for (const [lost, taken] of [[first, second], [second, first]] as const) {
    await lost.page.getByText('Dit overleg staat ook in een ander tabblad open').waitFor({ timeout: 60_000 })
    await lost.sees((s) => s.elsewhere)
    await ended
    expect(lost.page.workers().length, 'one that has no keys waits').toBe(1)
    const left = await all(lost)
    expect(await asksForWhatItHas(taken), 'who took them waits for them no more').toBe(false)
    for (const text of [said, 'De Dorpsstraat', 'Bewoner A', 'Gerda']) expect(left, text).not.toContain(text)
    expect(await lost.snapshot()).toMatchObject({ stage: 'start', elsewhere: true, room: null, kept: [], pending: [], lost: [] })
    expect(await all(taken), 'the other has it').toContain(said)
    if (taken === first) break
    ended = ends(second)
    await takes(first)
  }
  expect([...first.errors, ...second.errors]).toEqual([])
}, 180_000)

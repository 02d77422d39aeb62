import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, Person } from './house.ts'
import { brought, described, founded } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const said = 'Mevrouw Jansen hoort elke nacht muziek.'

/** What the page holds and what it shows. */
async function all(person: Person): Promise<string> {
  return JSON.stringify(await person.snapshot()) + await person.page.content()
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
  await first.does({ do: 'start', withoutDeputy: true })
  await first.does({ do: 'open_item', item })
  await brought(first, item, said, [])
  await first.shows('/overleg')
  await first.page.getByText(said).first().waitFor({ timeout: 60_000 })

  const second = new Person(await first.page.context().newPage(), house.origin)
  await second.page.goto(house.origin)
  await second.sees((s) => s.elsewhere)
  await takes(second)
  for (const [lost, taken] of [[first, second], [second, first]] as const) {
    await lost.page.getByText('Dit overleg staat ook in een ander tabblad open').waitFor({ timeout: 60_000 })
    const left = await all(lost)
    for (const text of [said, 'De Dorpsstraat', 'Bewoner A', 'Gerda']) expect(left, text).not.toContain(text)
    expect(await lost.snapshot()).toMatchObject({ stage: 'start', elsewhere: true, room: null, kept: [], pending: [], lost: [] })
    expect(await all(taken), 'the other has it').toContain(said)
    if (taken === second) await takes(first)
  }
  expect([...first.errors, ...second.errors]).toEqual([])
}, 180_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from '../core/house.ts'
import { founded } from '../core/table.ts'
import { timePress } from './clock.ts'
import { note, table } from './figures.ts'
import { agreedFor, fullTable } from './full.ts'
import { type Visit, visits } from './visit.ts'

// Nothing here fails for being slow: it prints what was measured, and the budget.

const visitors = 5
const seats = 30
const readers = 20
const texts = 9
const passages = 8
const smallTable = 15
const kinds = ['minutes', 'extract'] // for everybody at the small table

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => {
  await house.close()
  console.log(table())
})

test('from an invitation to the lobby, in a browser that was never anywhere', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const made: Visit[] = []
  for (let visitor = 1; visitor <= visitors; visitor++) {
    const { place } = await gerda.does({ do: 'place', party: 'politie-zuidwest-drenthe', function: `wijkagent ${visitor}`, post: 'member' })
    const { link } = await gerda.does({ do: 'invite', place, days: 2 })
    made.push(await visits(link, `Bezoeker ${visitor}`))
  }
  await gerda.sees((s) => s.room?.visits.length === visitors)
  await gerda.leaves()
  note('first load: the page and its core, over the wire', made.map((visit) => visit.page / 1000), '2,000 kB', 'kB')
  note('and what the server then tells, over the wire', made.map((visit) => visit.told / 1000), '–', 'kB')
  note('navigation to a usable way into the lobby', made.map((visit) => visit.usable), '–')
  note('press to waiting in the lobby', made.map((visit) => visit.waiting), '–')
})

test('a contribution for twenty readers, and thirty packages', async () => {
  const full = await fullTable(house, seats)
  const { chair, item, others, crowd } = full
  await agreedFor(full, others.slice(0, readers), passages)
  await chair.shows('/overleg')
  const stored: number[] = []
  for (let said = 1; said <= texts; said++) {
    const text = `Er kwam melding ${said} binnen, van een buur die er niet van kan slapen.`
    await chair.presses('Inbrengen')
    await chair.page.getByLabel('Wat brengt u in?', { exact: true }).fill(text)
    stored.push((await timePress(chair.page, 'Deel', { in: 'li', texts: [text, 'Opgeslagen'] })).ms)
    const { room } = await chair.snapshot()
    expect(room!.items[0]!.contributions.find((one) => one.text === text)?.readers.length, 'sealed for').toBe(readers)
  }
  note(`press to stored, a contribution for ${readers} readers`, stored, '150 ms')

  await chair.does({ do: 'end_item', item })
  await chair.does({ do: 'wrap_up' })
  await chair.does({ do: 'export_key' }) // shows that it is her now: the lock holds five minutes, and must not be asked meanwhile
  await chair.shows('/afronden')
  const { ms, passed } = await timePress(chair.page, 'Maak alle pakketten', { in: '[role=status]', texts: [`${seats} van ${seats} klaar`] }, `Bezig: \\d+ van ${seats}`)
  expect(passed.length, 'progress was shown').toBeGreaterThan(1)
  const { room } = await chair.snapshot()
  const { minutes } = await chair.does({ do: 'fetch', package: room!.packages.find((one) => one.recipient.seat === 1)!.act })
  expect(minutes.items[0]!.passages.filter((one) => !one.own).length, 'passages in a package').toBeGreaterThanOrEqual(passages)
  note(`${seats} packages of ${Math.round(minutes.size / 1000)} kB compiled, sealed and issued`, [ms], '1,500 ms')
  await crowd.leaves()
  console.log(`shown while they were made: ${passed.join(', ')}`)
  expect(chair.errors).toEqual([])
})

test('thirty packages of a smaller meeting, with two texts', async () => {
  const full = await fullTable(house, smallTable)
  const { chair, item, others, crowd } = full
  await agreedFor(full, others, 2)
  await chair.does({ do: 'end_item', item })
  await chair.does({ do: 'wrap_up' })
  await chair.does({ do: 'export_key' })
  const packages = kinds.flatMap((kind) => Array.from({ length: smallTable }, (_, at) => ({ kind, recipient: { seat: at + 1, outside: 0 }, language: 'nl' as const })))
  const began = await chair.page.evaluate(() => performance.now())
  const { each } = await chair.does({ do: 'issue', packages })
  const ms = await chair.page.evaluate(() => performance.now()) - began
  for (const one of each) if (one.refusal || one.problem) throw new Error(JSON.stringify(one))
  const sizes: number[] = []
  const { room } = await chair.snapshot()
  for (const { act } of room!.packages.filter((one) => one.recipient.seat === 1)) sizes.push((await chair.does({ do: 'fetch', package: act })).minutes.size / 1000)
  expect(sizes.length).toBe(kinds.length)
  note(`${each.length} packages of ${Math.round(Math.min(...sizes))} to ${Math.round(Math.max(...sizes))} kB compiled, sealed and issued`, [ms], '1,500 ms')
  await crowd.leaves()
  expect(chair.errors).toEqual([])
})

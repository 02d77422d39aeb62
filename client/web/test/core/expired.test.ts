import { afterAll, beforeAll, expect, test } from 'vitest'
import { Line } from '../house/line.ts'
import { House, type Person } from './house.ts'
import { begun, brought, comesIn, described, founded } from './table.ts'

let house: House
let line: Line
beforeAll(async () => { [house, line] = await Promise.all([House.open(), Line.open()]) })
afterAll(async () => { await Promise.all([line.close(), house.close()]) })

const [typeWelcome, typeToken] = [2, 10]

/** Puts the clock that somebody's core reads so many minutes ahead. */
async function setsAhead(person: Person, minutes: number): Promise<void> {
  await person.page.workers()[0]!.evaluate((ahead) => {
    const True: DateConstructor = Reflect.get(globalThis, 'True') ?? Date
    Object.assign(globalThis, { True, Date: class extends True { constructor() { super(True.now() + ahead) } } })
  }, minutes * 60_000)
}

/** Breaks the line and waits until he is back; whether the server made him a token before
 * it let him in. */
async function comesBack(person: Person): Promise<boolean> {
  const before = line.frames().length
  const { connection } = await person.snapshot()
  line.cut()
  await person.sees((s) => s.connection.is === 'online' && s.connection.since !== connection.since)
  const types = line.frames().slice(before).map((frame) => frame[0])
  return types.slice(0, types.indexOf(typeWelcome)).includes(typeToken)
}

test('a token that expired while the device slept is renewed by itself, and nothing is asked or lost', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { person: bram, place } = await comesIn(house, gerda, 'Bram', 'wijkagent', { line })
  const item = await described(gerda, [1, place])
  await begun(gerda, item)
  await brought(gerda, item, 'Er staan zes vuilniszakken.', [place])
  await bram.sees((s) => JSON.stringify(s.room).includes('vuilniszakken'))

  expect(await comesBack(bram), 'it holds for some minutes yet').toBe(false)
  await setsAhead(bram, 30)
  expect(await comesBack(bram)).toBe(true)
  await setsAhead(bram, 0)
  const back = await bram.sees((s) => JSON.stringify(s.room).includes('vuilniszakken'))
  expect([back.stage, back.trouble, back.unlock]).toEqual(['room', null, null])
  await brought(gerda, item, 'Vannacht was het stil.', [place])
  await bram.sees((s) => JSON.stringify(s.room).includes('Vannacht was het stil.'))
}, 180_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Line } from '../house/line.ts'
import { House } from './house.ts'
import { comesIn, founded } from './table.ts'

let house: House
let office: Line
beforeAll(async () => { [house, office] = await Promise.all([House.open(), Line.open()]) })
afterAll(async () => { await Promise.all([office.close(), house.close()]) })

test('a proxy that blocks WebSocket is told from no connection, with what to ask and of whom', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { person: bram } = await comesIn(house, gerda, 'Bram', 'wijkagent', { line: office })
  const title = bram.page.getByText('Uw netwerk laat het overleg niet door')
  expect(await title.count()).toBe(0)

  office.blocks = true
  office.cut()
  await title.waitFor({ timeout: 60_000 })
  await bram.page.getByText(/Sta WebSocket \(wss\) toe naar dit adres/).waitFor()
  expect((await bram.snapshot()).connection.is).toBe('blocked')

  office.blocks = false
  await bram.sees((s) => s.connection.is === 'online')
  await title.waitFor({ state: 'detached' })
  expect(bram.errors.filter((line) => !/WebSocket|net::ERR/.test(line))).toEqual([])
}, 180_000)

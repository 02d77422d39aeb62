import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { begun, brought, comesIn, described, founded, gerdas } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const first = 'Mevrouw Jansen hoort elke nacht muziek.'
const second = 'Er staan zes vuilniszakken.'

// Everything is pressed on the screens, before the real core and the real server.
test('hands, a newcomer, a dead laptop, and the next meeting by the plan of this one', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { person: bram, place } = await comesIn(house, gerda, 'Bram', 'wijkagent')
  const item = await described(gerda, [1, place])
  await begun(gerda, item)
  await brought(gerda, item, first, [place])
  await brought(gerda, item, second, [])

  await bram.sees((s) => s.room?.items[0]?.stage === 'open')
  await bram.shows('/overleg')
  await gerda.shows('/overleg')
  await bram.presses('Hand omhoog')
  await gerda.presses('Geef het woord: Bram')
  await bram.sees((s) => s.room?.items[0]?.speakers.floor === 2)
  expect((await gerda.snapshot()).pending, 'it is no act').toEqual([])
  await bram.presses('Klaar met spreken')
  await gerda.sees((s) => s.room?.items[0]?.speakers.floor === 0)

  const { person: kees, place: later } = await comesIn(house, gerda, 'Kees', 'rechercheur')
  await gerda.does({ do: 'sit', item, place: later, role: 'adviser' })
  await kees.sees((s) => s.room?.items[0]?.label === 'De Dorpsstraat')
  expect(JSON.stringify(await kees.snapshot()), 'withheld from who came later').not.toContain('vuilniszakken')
  await gerda.shows('/mijn-inbreng')
  await gerda.presses('Ja, alle 2')
  const reads = await kees.sees((s) => s.room?.items[0]?.contributions.filter((one) => one.text !== null).length === 2)
  expect(reads.room!.items[0]!.contributions.map((one) => one.text)).toEqual([first, second])

  await gerda.shows('/deelnemers')
  await gerda.presses('Beheer: Bram')
  await gerda.presses('Maak een link om terug te komen')
  const link = await gerda.page.getByLabel('Link van de uitnodiging').inputValue()
  const again = await house.person()
  await again.goes(link)
  await again.page.getByText('U komt terug op een ander apparaat').waitFor({ timeout: 60_000 })
  expect(await again.page.getByLabel('Naam').inputValue(), 'a seat is a person').toBe('Bram')
  await again.page.getByText('Ik houd geheim').click()
  await again.presses('Ga naar de wachtruimte')
  await gerda.shows('/wachtruimte')
  await gerda.presses('Laat dit apparaat toe: Bram')
  await gerda.showsHimselfUntil((s) => s.room?.seats[1]?.reseated ?? false)
  await bram.page.getByText('U doet nu mee op een ander apparaat').waitFor({ timeout: 60_000 })
  const back = await again.sees((s) => s.room?.items[0]?.contributions.some((one) => one.text === first) ?? false)
  expect(JSON.stringify(back), 'what he could not read he reads not now').not.toContain('vuilniszakken')
  expect(back.room!.seats[1]!.reseated).toBe(true)

  await gerda.shows('/voorbereiden')
  const download = gerda.page.waitForEvent('download')
  await gerda.presses('Bewaar de opzet')
  const plan = await (await download).path()
  const before = (await gerda.snapshot()).room!.id
  await gerda.does({ do: 'shut' })
  await gerda.page.getByLabel('Opzet van een vorig overleg').setInputFiles(plan)
  await gerda.page.getByLabel('Voorzitterslink').fill(house.chairLink)
  await gerda.page.getByLabel('Naam').fill(gerdas.name)
  await gerda.page.getByLabel('Organisatie').selectOption(gerdas.party)
  await gerda.page.getByLabel('Functie').fill(gerdas.function)
  await gerda.presses('Maak een overleg met deze opzet')
  const next = await gerda.showsHimselfUntil((s) => s.room !== null && s.room.id !== before && s.room.places.length === 3 && s.room.items[0]?.sittings.length === 3)
  expect(JSON.stringify(next.room), 'no contents were taken along').not.toContain('Dorpsstraat')
  expect([...gerda.errors, ...bram.errors, ...kees.errors, ...again.errors]).toEqual([])
}, 420_000)

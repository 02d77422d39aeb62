import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { begun, brought, comesIn, described, founded } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const passage = 'Bewoner A hoort muziek.'

// What people do with what they received, pressed before the real core and server.
test('a reaction and its answer, a passphrase by telephone, and the same minutes for a new key', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { person: bram, place } = await comesIn(house, gerda, 'Bram', 'wijkagent')
  const item = await described(gerda, [1, place])
  await begun(gerda, item)
  const source = await brought(gerda, item, 'Mevrouw Jansen hoort elke nacht muziek.', [])
  const { act: action } = await gerda.does({ do: 'action', item, text: 'Samen langsgaan.', assignee: place, due: 20_900 })
  await gerda.shows('/deelnemers')
  await gerda.page.getByLabel('Naam van de organisatie').fill('Huisartsenpraktijk Het Dorp')
  await gerda.presses('Voeg ontvanger toe')
  await gerda.sees((s) => s.room?.outsiders.length === 1)
  const to = { seat: 2, outside: 0 }
  const out = { seat: 0, outside: 1 }
  for (const proposal of [
    { item, kind: 'passage', text: passage, recipients: [to], actions: [action], sources: [source] },
    { item, kind: 'action', text: 'Samen langsgaan.', recipients: [out], actions: [action], sources: [], basis: 'public_task', task: 'support' },
  ]) {
    const { act } = await gerda.does({ do: 'propose', proposal })
    if (proposal.sources.length > 0) await gerda.does({ do: 'agree', proposals: [act] })
    const { each } = await gerda.does({ do: 'minimise', decisions: [{ proposal: act, approve: true }] })
    expect(each[0]).not.toHaveProperty('refusal')
  }
  await bram.does({ do: 'announce_key' })
  await gerda.sees((s) => s.room?.seats[1]?.minutesKey ?? false)
  await gerda.does({ do: 'end_item', item })
  await gerda.does({ do: 'wrap_up' })

  await gerda.shows('/afronden')
  await gerda.presses('Maak: Bram')
  await bram.sees((s) => s.room?.packages[0]?.made ?? false)
  await gerda.presses('Maak: Huisartsenpraktijk Het Dorp')
  await gerda.page.getByText('Lees deze wachtzin voor aan de telefoon').waitFor({ timeout: 60_000 })
  const phrase = await gerda.page.locator('dd.side__words').textContent()
  expect(phrase?.length).toBeGreaterThan(20)
  expect(JSON.stringify(await gerda.snapshot()), 'it is told nowhere else').not.toContain(phrase)
  await gerda.presses('Doorgegeven, verberg')
  expect(await gerda.page.getByText(phrase!).count()).toBe(0)

  await bram.shows('/verslag')
  await bram.presses('Haal op en open')
  await bram.page.getByText(passage).waitFor({ timeout: 60_000 })
  await bram.page.getByLabel('Wat klopt er niet?').fill('Het is de buurvrouw die het hoort.')
  await bram.presses('Reageer')
  await gerda.presses('Behandel de reactie van Bram')
  await gerda.page.getByLabel('Uw antwoord').fill('De melding kwam van bewoner A zelf.')
  await gerda.presses('Geef antwoord')
  await bram.page.getByText('Antwoord: De melding kwam van bewoner A zelf.').waitFor({ timeout: 60_000 })

  await bram.shows('/deelnemers')
  await bram.presses('Ik ben mijn sleutel kwijt')
  await bram.presses('Maak een nieuwe sleutel')
  const { room } = await bram.sees((s) => s.room?.seats[1]?.newKey ?? false)
  await gerda.shows('/deelnemers')
  await gerda.presses('Beheer: Bram')
  await gerda.page.getByText(`Kenmerk: ${room!.seats[1]!.keyMark}`).waitFor({ timeout: 60_000 })
  await gerda.presses('Bevestig deze sleutel')
  await gerda.shows('/afronden')
  await gerda.presses('Geef opnieuw: Bram')
  await bram.sees((s) => s.room?.packages.some((one) => one.again !== '' && one.made) ?? false)
  await bram.shows('/verslag')
  await bram.page.getByRole('button', { name: 'Haal op en open' }).last().click()
  await bram.page.getByText(passage).waitFor({ timeout: 60_000 })
  expect([...gerda.errors, ...bram.errors]).toEqual([])
}, 420_000)

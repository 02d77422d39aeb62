import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Person } from './house.ts'
import { begun, brought, comesIn, described, founded } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

// Each would ask for /stolen, or call a dialog, where it was taken for more than text.
const picture = '<img src="/stolen" onerror="alert(1)">'
const script = '<script>fetch("/stolen")</script>'
const link = 'javascript:alert(1)'
const turned = 'dossier \u202Egpj.exe\u2066 \u2067na\u2069'

/** Notes what a page does that no text may make it do. */
function watched(person: Person): string[] {
  const done: string[] = []
  person.page.on('dialog', (dialog) => { done.push(`dialog ${dialog.message()}`); void dialog.dismiss() })
  person.page.on('request', (request) => { if (request.url().includes('stolen')) done.push(request.url()) })
  person.page.on('popup', (popup) => done.push(`popup ${popup.url()}`))
  return done
}

const made = (person: Person) => person.page.evaluate(() => document.querySelectorAll('img[onerror], main script, a[href^="javascript"], iframe').length)

test('what somebody writes is text on the screen of another, whatever it looks like', async () => {
  const gerda = await house.person()
  const bram = await house.person()
  const done = [watched(gerda), watched(bram)]
  await founded(house, gerda)
  const { place } = await comesIn(house, gerda, `Bram ${picture}`, script, {
    person: bram, contact: link,
    atTheDoor: async () => {
      await gerda.shows('/wachtruimte')
      await gerda.page.getByText(`Bram ${picture}`).first().waitFor({ timeout: 60_000 })
    },
  })

  const item = await described(gerda, [1, place], {
    label: `Label ${picture}`, text: link, persons: [{ pseudonym: turned, names: [picture], relation: 'resident', ageBand: 'adult' }],
    ladder: ['person_present', 'anonymous', 'fewer_parties', 'bilateral'].map((question) => ({ question, text: script })),
  })
  await begun(gerda, item)
  const texts = [picture, script, link, turned]
  const sources: string[] = []
  for (const text of texts) sources.push(await brought(gerda, item, `Tekst: ${text}`, [place]))
  await bram.sees((s) => s.room?.items[0]?.contributions.length === texts.length)
  for (const path of ['/overleg', '/deelnemers', '/mijn-inbreng']) {
    for (const who of [gerda, bram]) await who.shows(path)
    if (path !== '/overleg') continue
    for (const text of texts) await bram.page.getByText(`Tekst: ${text}`).first().waitFor({ timeout: 60_000 })
    await bram.page.getByText(`Label ${picture}`).first().waitFor({ timeout: 60_000 })
  }
  await gerda.shows('/deelnemers')
  await gerda.page.getByText(`Bram ${picture}`).first().waitFor({ timeout: 60_000 })

  // The minutes that are opened are somebody's text as well.
  const recipients = [{ seat: 2, outside: 0 }]
  const { act: action } = await gerda.does({ do: 'action', item, text: 'Samen langsgaan.', assignee: place, due: 20_900 })
  const { act } = await gerda.does({ do: 'propose', proposal: { item, kind: 'passage', text: texts.join(' '), recipients, actions: [action], sources } })
  await gerda.does({ do: 'agree', proposals: [act] })
  const { each } = await gerda.does({ do: 'minimise', decisions: [{ proposal: act, approve: true }] })
  expect(each[0]).not.toHaveProperty('refusal')
  await bram.does({ do: 'announce_key' })
  await gerda.sees((s) => s.room?.seats[1]?.minutesKey ?? false)
  await gerda.does({ do: 'end_item', item })
  await gerda.does({ do: 'wrap_up' })
  await gerda.shows('/afronden')
  await gerda.page.getByRole('button', { name: /^Maak: Bram/ }).click({ timeout: 60_000 })
  await bram.sees((s) => s.room?.packages[0]?.made ?? false)
  await bram.shows('/verslag')
  await bram.presses('Haal op en open')
  await bram.page.getByText(picture).first().waitFor({ timeout: 60_000 })

  expect([await made(gerda), await made(bram)]).toEqual([0, 0])
  expect(done).toEqual([[], []])
  expect([...gerda.errors, ...bram.errors]).toEqual([])
}, 300_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Snapshot } from '../../src/core/contract.ts'
import { House, type Person } from './house.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const secret = 'De moeder slaapt te weinig.'
const late = 'Kind A kwam negen keer te laat.'
const answer = 'Ik wil hulp in de ochtend.'
const item = 1

const contribution = { item, text: secret, necessity: 'Dan begint de hulp op tijd.', person: 1, category: 'health', nature: 'fact', basis: 'special_care', task: 'youth_help', secret: true, readers: [] }

const first = (s: Snapshot) => s.room?.items[0]
const today = Math.floor(Date.now() / 86_400_000)

/** Vera founds the room; Gijs directs the case of two children. */
async function family(): Promise<{ vera: Person; gijs: Person }> {
  const vera = await house.person()
  await vera.goes()
  await vera.does({
    do: 'found', link: house.chairLink, rules: 'toekomstscenario', kind: 'case', purpose: 'end_unsafety',
    claims: { name: 'Vera', party: 'veilig-thuis', function: 'procesregisseur', contact: '' },
  })
  await vera.does({ do: 'join' })
  const { place } = await vera.does({ do: 'place', party: 'lokaal-team', function: 'gezinsregisseur', post: 'member' })
  const { link } = await vera.does({ do: 'invite', place, days: 2 })
  const gijs = await house.person()
  await gijs.goes(link)
  await gijs.sees((s) => s.welcome !== null)
  await gijs.does({ do: 'knock', claims: { name: 'Gijs', party: '', function: 'gezinsregisseur', contact: '' } })
  await letIn(vera, gijs)
  await gijs.does({ do: 'join' })
  await vera.does({ do: 'item', general: false, minutes: 20 })
  for (const [at, role] of [[1, 'other'], [place, 'director']] as const) await vera.does({ do: 'sit', item, place: at, role })
  await vera.does({
    do: 'describe', item,
    description: {
      label: 'Veiligheid van twee kinderen', text: '', purpose: 'end_unsafety', criterion: 'possible_unsafety', phase: 'analysis', named: true, contact: place,
      inform: { state: 'informed', day: today - 5, ground: '', reason: '' },
      ladder: ['person_present', 'anonymous', 'fewer_parties', 'bilateral'].map((question) => ({ question, text: 'nee' })),
      persons: [{ pseudonym: 'de moeder', names: ['Farida Haddou'], relation: 'parent', ageBand: 'adult' }],
    },
  })
  await vera.does({ do: 'start', withoutDeputy: true })
  await vera.does({ do: 'open_item', item })
  await gijs.sees((s) => first(s)?.stage === 'open')
  return { vera, gijs }
}

async function letIn(vera: Person, who: Person): Promise<void> {
  const { room } = await vera.sees((s) => s.room?.visits.length === 1)
  await vera.does({ do: 'admit', invitation: room!.visits[0]!.invitation })
  await who.sees((s) => s.stage === 'room' && s.connection.is === 'online')
}

/** The mother comes by her link: only her name is asked, and it stays on her device. */
async function arrives(vera: Person, gijs: Person): Promise<{ farida: Person; place: number }> {
  const { place } = await vera.does({ do: 'place_guest', kind: 'person' })
  const { link } = await vera.does({ do: 'invite_guest', place, name: 'Farida Haddou', days: 2 })
  const farida = await house.person()
  await farida.goes(link)
  await farida.page.getByLabel('Hoe heet u?').fill('Farida Haddou')
  expect(await farida.page.getByLabel('Functie').count()).toBe(0)
  await farida.page.getByText('Ik houd geheim').click()
  await farida.page.getByRole('button', { name: 'Ga naar de wachtruimte' }).click()
  expect((await vera.sees((s) => s.room?.visits.length === 1)).room!.visits[0]).toMatchObject({ guest: 'Farida Haddou', claims: { name: '' }, genuine: true })
  await letIn(vera, farida)
  await farida.page.getByText('U zit nog nergens bij').waitFor()
  await vera.does({ do: 'sit_guest', item, place, role: 'concerned', person: 1 })
  await gijs.sees((s) => s.room?.seats[2]?.claims.name === 'Farida Haddou')
  await farida.page.getByRole('heading', { name: 'Veiligheid van twee kinderen' }).waitFor()

  return { farida, place }
}

test('consent carries what falls under secrecy, and stops it when it is withdrawn', async () => {
  const { vera, gijs } = await family()

  // Consent given: under secrecy nothing goes without it; withdrawn, it stops.
  const { level, overrides } = await gijs.does({ do: 'consent_needed', category: 'health', basis: 'special_care', secret: true })
  expect([level, overrides.length]).toEqual(['explicit', 2])
  expect(await gijs.asks({ do: 'contribute', contribution })).toMatchObject({ is: 'refusal', code: 'consent_missing' })
  const { act: consent } = await gijs.does({
    do: 'consent', item,
    record: {
      person: 1, answer: 'given', level: 'explicit', day: today - 3, signers: ['self'], incapable: false, categories: ['health'], purpose: '', parties: ['veilig-thuis'],
      outside: [], told: true, form: 'Gespreksverslag', note: '',
    },
  })
  const { act: rests } = await gijs.does({ do: 'contribute', contribution: { ...contribution, consent } })
  await vera.sees((s) => first(s)?.contributions[0]?.text === secret)
  await vera.does({ do: 'withdraw_consent', act: consent, day: today })
  const stopped = await gijs.sees((s) => first(s)?.contributions[0]?.obstacle === 'consent_withdrawn')
  expect(first(stopped)?.consents[0]?.withdrawn).toBe(today)
  expect(await gijs.asks({ do: 'show', act: rests, readers: [{ place: 1, reason: 'safety' }] })).toMatchObject({ is: 'refusal', code: 'consent_withdrawn' })
  await gijs.page.getByText('De toestemming is ingetrokken. Niemand erbij kan dit nog lezen').waitFor()

  expect([...vera.errors, ...gijs.errors]).toEqual([])
}, 300_000)

test('the mother comes, is named, reads what was shown to her and nothing else', async () => {
  const { vera, gijs } = await family()
  await gijs.does({ do: 'contribute', contribution: { ...contribution, secret: false } })
  const { farida, place } = await arrives(vera, gijs)
  // She reads what is shown to her, and nothing else; the wall shows no more than that.
  const { act: shown } = await gijs.does({ do: 'contribute', contribution: { ...contribution, text: late, category: 'behaviour', basis: 'public_task', secret: false } })
  expect(JSON.stringify(await farida.sees((s) => first(s)?.contributions.some((one) => one.act === shown) === true))).not.toContain('te laat')
  expect((await gijs.does({ do: 'project', item })).texts).toEqual([])
  await gijs.does({ do: 'show', act: shown, readers: [{ place, reason: 'concerned' }] })
  await farida.page.getByText(late.slice(7)).waitFor()
  const all = JSON.stringify(await farida.snapshot())
  expect(all).not.toContain(secret)
  await gijs.page.getByRole('link', { name: 'Toon op het scherm' }).click()
  await gijs.page.getByText(late.slice(7)).waitFor()
  expect(await gijs.page.getByText(secret.slice(10)).count()).toBe(0)
  await gijs.page.keyboard.press('Escape')
  expect([...vera.errors, ...gijs.errors, ...farida.errors]).toEqual([])
}, 300_000)

test('who owes it informs the family, it answers, and its notice leaves', async () => {
  const { vera, gijs } = await family()
  // What must be done with the family stands where who owes it works.
  await vera.does({ do: 'plan_inform', item, by: 2, day: today + 1, what: 'Welke zorgen er zijn.' })
  await gijs.page.getByText('Vertel het gezin over').waitFor()

  const { farida } = await arrives(vera, gijs)
  expect(JSON.stringify(await farida.snapshot()), 'what she is told is for the professionals until then').not.toContain('Welke zorgen')
  await gijs.page.getByRole('link', { name: 'Gezin en toestemming' }).click()
  await gijs.page.getByRole('button', { name: 'Het gezin is geïnformeerd' }).click()
  await gijs.page.locator('form').getByRole('button', { name: 'Het gezin is geïnformeerd' }).click()
  await vera.sees((s) => (first(s)?.informPlan?.done ?? 0) > 0)

  // She answers in her own words; they go along only when she agrees.
  await farida.page.getByRole('button', { name: 'Geef uw reactie' }).click()
  await farida.page.getByLabel('Wat brengt u in?').fill(answer)
  await farida.page.getByRole('button', { name: 'Deel', exact: true }).click()
  await farida.page.getByLabel('Over wie gaat het?').selectOption({ label: 'de moeder' })
  await farida.page.getByLabel('Wat voor gegevens zijn het?').selectOption('household')
  await farida.page.getByRole('button', { name: 'Deel', exact: true }).click()
  const given = await vera.sees((s) => first(s)?.contributions.some((one) => one.as === 'response') === true)
  const response = first(given)!.contributions.find((one) => one.as === 'response')!
  expect(response.text).toBe(answer)
  expect((await farida.sees((s) => s.room?.due.length === 1)).room?.due[0]).toMatchObject({ what: 'giver' })
  await vera.does({ do: 'end_item', item })
  await vera.does({ do: 'outcome', item, outcome: 'followed' })
  await vera.does({ do: 'wrap_up' })
  const { act: along } = await vera.does({ do: 'propose', proposal: { item, kind: 'response', text: answer, recipients: [{ seat: 1, outside: 0 }, { seat: 2, outside: 0 }], actions: [], sources: [response.act] } })
  const early = await vera.does({ do: 'minimise', decisions: [{ proposal: along, approve: true, left: [] }] })
  expect(early.each[0]?.refusal?.code).toBe('no_agreement')
  await farida.page.getByRole('link', { name: /Mijn inbreng/ }).click()
  await farida.page.getByRole('button', { name: 'Akkoord', exact: true }).click()
  await farida.showsHimselfUntil((s) => first(s)?.proposals[0]?.agreed.length === 1)
  await vera.sees((s) => first(s)?.proposals[0]?.agreed.length === 1)
  await vera.does({ do: 'minimise', decisions: [{ proposal: along, approve: true, left: [] }] })
  await farida.sees((s) => s.room?.due.length === 0)

  // The notice is compiled, approved and issued; she opens it, and it names no secret.
  const { text } = await vera.does({ do: 'notice', item, reason: 'De school maakte zich zorgen.', unsafe: true, language: 'nl' })
  expect(text).toContain('De school maakte zich zorgen.')
  const { act: notice } = await vera.does({ do: 'propose', proposal: { item, kind: 'notice', text, recipients: [{ seat: 3, outside: 0 }], actions: [], sources: [] } })
  expect((await vera.does({ do: 'minimise', decisions: [{ proposal: notice, approve: true, left: [] }] })).each[0]).toEqual({ act: notice })
  await farida.does({ do: 'announce_key' })
  await vera.sees((s) => s.room?.seats[2]?.minutesKey === true)
  expect((await vera.does({ do: 'issue', packages: [{ kind: 'notice', recipient: { seat: 3, outside: 0 }, language: 'nl' }] })).each[0]?.refusal).toBeUndefined()
  await farida.page.getByRole('link', { name: 'Terug naar overleg' }).click()
  await farida.page.getByRole('link', { name: 'Mijn verslag' }).click()
  await farida.page.getByRole('button', { name: 'Haal op en open' }).click()
  await farida.page.getByText('De school maakte zich zorgen.').first().waitFor()
  const { room } = await vera.sees((s) => s.room?.packages[0]?.opened === true)
  expect(room!.gates.find((gate) => gate.code === 'family_informed')?.met).toBe(true)
  expect([...vera.errors, ...gijs.errors, ...farida.errors]).toEqual([])
}, 300_000)

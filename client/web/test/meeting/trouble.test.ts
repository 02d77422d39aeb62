import { expect, test } from 'vitest'
import { isAdmitted, knocks, starts } from './enter.ts'
import { houseForTests } from './house.ts'
import type { Person } from './person.ts'
import { founds, invites, preparesTheCase, sits } from './prepare.ts'
import { bringsIn, bringsInMore } from './talk.ts'

// What can go wrong around a meeting, as people meet it: each has its plain
// message, and nothing that was acknowledged is lost.

const house = houseForTests()
let gerda: Person
let bram: Person
let toBram: string
let toLotte: string

const kept = 'Er waren drie meldingen in een week.'
const asked = 'Sinds wanneer is dat zo?'
const unsent = 'De buren willen erbij zijn.'

/** After a crash or without a server the browser says so in its console; nothing else may. */
const complaintsBut = (person: Person, allowed: RegExp) => person.complaints.filter((line) => !allowed.test(line))

/** From the first page back to the table. */
async function comesBack(person: Person): Promise<void> {
  await person.presses(/te openen tot/)
  await person.sees('Aan tafel bij dit punt')
}

test('a meeting that goes on', async () => {
  gerda = await house().person('Gerda Hofman')
  await founds(gerda, house().server.chairLink)
  await preparesTheCase(gerda)
  await sits(gerda, gerda.name, 'Regie- of casushouder')
  toBram = await invites(gerda, { party: 'Politie basisteam Zuidwest Drenthe', function: 'wijkagent', role: 'Inhoudelijk betrokken' })
  toLotte = await invites(gerda, { party: 'Woningcorporatie Actium', function: 'woonconsulent', role: 'Inhoudelijk betrokken' })
  await gerda.presses('Naar de wachtruimte')
  bram = await house().person('Bram Kok')
  await knocks(bram, toBram, 'wijkagent')
  await isAdmitted(bram, gerda)
  await starts(gerda)
  await gerda.presses('Naar het overleg')
  await gerda.presses('Begin dit punt')
  await bringsIn(bram, { text: kept, category: 'Gedrag en overlast', task: 'Hulp aan wie die nodig heeft', why: 'Zo weten wij wanneer het speelt.' })
  await gerda.sees(kept)
  house().hasNoComplaints()
})

test('the server is gone and comes back: what was written meanwhile is stored after all', async () => {
  await house().server.kill()
  await bram.sees(/Geen verbinding sinds/)
  await bram.isHeldToTheNorms('geen verbinding')
  await bram.presses('Inbrengen')
  await bram.types('Wat brengt u in?', unsent)
  await bram.presses('Deel')
  await bram.sees('Nog niet opgeslagen, wordt verstuurd')
  await gerda.hasNothingOf(unsent)
  await house().server.again()
  await bram.sees(/Opgeslagen/, bram.row(unsent))
  await gerda.sees(unsent)
  await bram.sees(kept)
  await bram.seesNoMore(/Geen verbinding sinds/)
})

test('a device that slept while the server began anew is back by itself', async () => {
  const sleep = await bram.context.newCDPSession(bram.page)
  await sleep.send('Page.setWebLifecycleState', { state: 'frozen' })
  await house().server.kill()
  await house().server.again()
  await gerda.seesNoMore(/Geen verbinding sinds/)
  await sleep.send('Page.setWebLifecycleState', { state: 'active' })
  await bringsInMore(bram, 'Ik was er gisteren nog.')
  await gerda.sees('Ik was er gisteren nog.')
})

test('the page is loaded again in the middle of it, and of a form', async () => {
  const opens = async () => {
    await bram.presses('Vraag informatie')
    await expect.poll(() => bram.value('Wat wilt u weten?'), { timeout: 45_000 }).toBe(asked)
  }
  await bram.presses('Vraag informatie')
  await bram.types('Wat wilt u weten?', asked)
  await bram.chooses('Aan wie?', gerda.name)
  await bram.presses('Vraag informatie') // closed: from here on it is kept
  await opens()
  await bram.page.reload()
  await comesBack(bram)
  await opens()
  expect(await bram.page.getByLabel('Aan wie?').locator('option:checked').innerText()).toBe(gerda.name)
  await gerda.hasNothingOf(asked)
  await bram.sees(kept)
  await bram.sees(unsent)
})

test('a second tab leaves the choice where to go on', async () => {
  const first = bram.page
  bram.page = await bram.context.newPage()
  await bram.goes(house().server.origin)
  await bram.sees('Dit overleg staat ook in een ander tabblad open')
  await bram.isHeldToTheNorms('ander tabblad')
  await bram.hasNothingOf(kept)
  await bram.presses('Hier verder')
  await comesBack(bram)
  await bram.sees(kept)
  const second = bram.page
  bram.page = first
  await bram.sees('Dit overleg staat ook in een ander tabblad open')
  bram.page = second
  await first.close()
})

test('the program in the page stops: it says so, and everything is there after loading again', async () => {
  const [core] = bram.page.workers()
  await core?.evaluate(() => { setTimeout(() => { throw new Error('stopped by a test') }) })
  await bram.sees('De beveiliging is gestopt')
  await bram.isHeldToTheNorms('gestopt')
  await bram.presses('Laad opnieuw')
  await comesBack(bram)
  await bram.sees(kept)
  expect(complaintsBut(bram, /stopped by a test|net::ERR|WebSocket/)).toEqual([])
})

test('an invitation works once, and not after it was taken back', async () => {
  const other = await house().person('Tom Wessels')
  await other.goes(toBram)
  await other.sees(/al gebruikt/)
  await other.isHeldToTheNorms('gebruikte uitnodiging')

  await gerda.presses('Wachtruimte')
  await gerda.presses('Nodig iemand uit')
  await gerda.presses('Trek de link in')
  await gerda.seesNoMore('Trek de link in')
  const lotte = await house().person('Lotte Prins')
  await lotte.goes(toLotte)
  await lotte.sees(/al gebruikt, ingetrokken of verlopen/)
})

test('who is sent away is told so, and nothing is left in his page', async () => {
  await gerda.presses('Naar de wachtruimte')
  await gerda.presses('Naar het overleg')
  await gerda.presses('Deelnemers')
  await gerda.presses(`Beheer: ${bram.name}`)
  await gerda.presses('Zet uit het overleg')
  await gerda.sees(`${bram.name} uit het overleg zetten?`)
  await bram.sees(kept)
  await gerda.presses('Zet uit het overleg')
  await bram.sees('U doet niet meer mee aan dit overleg')
  await bram.isHeldToTheNorms('weggestuurd')
  for (const text of [kept, unsent]) await bram.hasNothingOf(text)
  await bram.page.reload()
  await bram.sees('Bent u uitgenodigd?')
  await bram.hasNothingOf(kept)
})

test('a browser without WebAssembly or WebSocket says what to ask for', async () => {
  for (const [lacks, title] of [['WebAssembly', 'Deze browser kan het overleg niet openen'], ['WebSocket', 'Uw netwerk laat het overleg niet door']] as const) {
    const other = await house().person(`Zonder ${lacks}`)
    await other.context.addInitScript((name) => { Reflect.deleteProperty(globalThis, name) }, lacks)
    await other.goes(toLotte)
    await other.sees(title)
    await other.isHeldToTheNorms(title)
    expect(other.complaints).toEqual([])
  }
})

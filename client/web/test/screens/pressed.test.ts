import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { aroundTheFamily } from './pressed-family.ts'
import { storiesForTests } from './opened.ts'
import { isHeldToTheNorms, laptop, narrow } from './screen.ts'

const shows = storiesForTests()

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click()

/** What opens when somebody presses: each is held to the same norms. */
const opened: [story: string, what: string, steps: (page: Page) => Promise<void>][] = [
  ['begin', 'forms with errors', async (page) => { await press(page, 'Bekijk de uitnodiging'); await press(page, 'Maak een overleg') }],
  ['uitgenodigd', 'the form with errors', (page) => press(page, 'Ga naar de wachtruimte')],
  ['uitnodiging-op', 'an invitation that was used', async (page) => {
    await page.getByLabel('Naam').fill('Tom Wessels')
    await page.getByText('Ik houd geheim').click()
    await press(page, 'Ga naar de wachtruimte')
    await page.getByText('al gebruikt').waitFor()
  }],
  ['woorden', 'other words', (page) => press(page, 'Andere woorden')],
  ['toelaten', 'turning away', (page) => press(page, /Weigeren: Tom/)],
  ['voorbereiden', 'an item', (page) => press(page, /Bewerk: Harde/)],
  ['voorbereiden-getypt', 'words of before', async (page) => { await press(page, /Bewerk: Harde/); await page.getByText('eerder iets wat u niet bewaarde').waitFor() }],
  ['voorbereiden', 'a change by somebody else meanwhile', async (page) => {
    await press(page, /Bewerk: Harde/)
    await page.locator('#label').fill('Muziek in de nacht')
    await page.evaluate(() => globalThis.records('voorbereiden-gewijzigd'))
    await press(page, 'Bewaar')
    await page.getByRole('link', { name: 'Kies of blijft staan' }).waitFor()
  }],
  ['voorbereiden', 'a new item without a length', (page) => press(page, 'Zet op de agenda')],
  ['voorbereiden', 'a link', (page) => press(page, /Maak een link/)],
  ['voorbereiden', 'where a place sits', (page) => press(page, /Bij welke punten\? Samira/)],
  ['overleg', 'the composer with errors', async (page) => { await press(page, 'Inbrengen'); await press(page, 'Deel') }],
  ['overleg-geweigerd', 'a refusal', async (page) => {
    await press(page, 'Inbrengen')
    await page.getByLabel('Wat brengt u in?').fill('Bewoner A slaapt slecht.')
    await press(page, 'Deel')
    await page.getByText('DW art. 1').first().waitFor()
  }],
  ['overleg-voorzitter', 'a new action with errors', async (page) => { await press(page, 'Leg actie vast'); await page.locator('form').getByRole('button', { name: 'Leg actie vast' }).click() }],
  ['overleg-voorzitter', 'ending an item', async (page) => { await press(page, 'Rond dit punt af'); await page.locator('form').getByRole('button', { name: 'Rond dit punt af' }).click() }],
  ['deelnemers-voorzitter', 'managing a deputy', async (page) => { await press(page, 'Beheer: Joost Veenstra'); await press(page, 'Laat voorzitten') }],
  ['deelnemers-voorzitter', 'a new key', (page) => press(page, 'Beheer: Samira El Idrissi')],
  ['deelnemers-voorzitter', 'a link to come back', async (page) => { await press(page, 'Beheer: Roel Dijkman'); await press(page, 'Maak een link om terug te komen') }],
  ['deelnemers-voorzitter', 'removing', async (page) => { await press(page, 'Beheer: Roel Dijkman'); await press(page, 'Zet uit het overleg') }],
  ['deelnemers-voorzitter', 'an outside recipient with errors', async (page) => { await page.getByLabel('Met een eigen sleutel').press('Space'); await press(page, 'Voeg ontvanger toe') }],
  ['deelnemers-plaatsvervanger', 'taking over', (page) => press(page, 'Neem het voorzitten over')],
  ['deelnemers-collega', 'leaving to a colleague', async (page) => { await page.getByLabel('Wie beslist verder').selectOption('7'); await press(page, 'Verlaat het overleg') }],
  ['deelnemers-collega', 'a lost key, and no archive key', async (page) => { await press(page, 'Ik ben mijn sleutel kwijt'); await press(page, 'Meld deze archiefsleutel') }],
  ['afronden-reacties', 'handling a reaction without words', async (page) => { await press(page, 'Behandel de reactie van Samira El Idrissi'); await press(page, 'Geef antwoord') }],
  ['afronden-reacties', 'a passphrase to tell', async (page) => { await press(page, 'Nieuwe wachtzin: Huisartsenpraktijk Het Dorp'); await page.getByText('aan de telefoon').waitFor() }],
  ['afronden-secretaris', 'another package with errors', (page) => press(page, 'Maak dit pakket')],
  ['verslag-reactie', 'what became of a reaction', async (page) => { await press(page, 'Haal op en open'); await page.getByText('Uw reacties').waitFor() }],
  ['vervolg', 'what goes on from before', async (page) => {
    await page.getByText('Uit het vorige overleg').click()
    await page.getByLabel('Uw pakket van het vorige overleg').setInputFiles({ name: 'verslag.age', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
    await press(page, 'Bekijk wat verder kan')
    await press(page, 'Neem over: Samen langsgaan bij bewoner A.')
    await page.getByLabel('Bewoner A slaapt slecht.').check()
    await press(page, 'Breng 1 tekst in')
  }],
  ['vervolg', 'no package was chosen', async (page) => { await page.getByText('Uit het vorige overleg').click(); await press(page, 'Bekijk wat verder kan') }],
  ['vervolg-secretaris', 'dropping work without a reason', async (page) => {
    await press(page, 'Hoe ver is het: Hanna en Samira gaan samen bij de bewoner langs over muziek en afval.')
    await page.getByLabel('Stand van deze actie').selectOption('dropped')
    await press(page, 'Bewaar')
  }],
  ['vervolg-voorbereiden', 'an item that follows up', (page) => press(page, /Bewerk: Harde/)],
  ['voorbereiden', 'the plan', async (page) => { await press(page, 'Bewaar de opzet'); await page.getByText('is opgeslagen').waitFor() }],
  ['begin', 'a room by a plan', async (page) => {
    await page.getByLabel('Opzet van een vorig overleg').setInputFiles({ name: 'opzet.age', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
    await press(page, 'Maak een overleg met deze opzet')
  }],
  ['mijn-inbreng', 'readers', (page) => press(page, 'Lezers')],
  ['mijn-inbreng', 'withdrawing', (page) => press(page, 'Trek in')],
  ['vrijgave', 'what can be done with a mark', async (page) => { await page.locator('.mark--open').first().click() }],
  ['vrijgave', 'typing by hand', (page) => press(page, 'Zelf aanpassen')],
  ['vrijgave-nieuw', 'a proposal with errors', (page) => press(page, 'Stel voor')],
  ['matrix', 'a cell', async (page) => { await page.locator('.fate--waits button').first().click() }],
  ['afronden', 'adopting too early', (page) => press(page, 'Stel vast')],
  ['afronden-gesloten', 'destroying', (page) => press(page, 'Wis de inhoud nu')],
  ['verslag', 'the minutes', async (page) => { await press(page, 'Haal op en open'); await page.getByText('Dit verslag klopt').waitFor() }],
  ['verslag', 'a reaction without words', async (page) => { await press(page, 'Haal op en open'); await press(page, 'Reageer') }],
  ['overleg', 'asking without words', async (page) => { await press(page, 'Vraag informatie'); await press(page, 'Vraag het') }],
  ['overleg', 'no answer without a reason', async (page) => { await press(page, 'Dat geef ik niet'); await press(page, 'Zeg dit terug') }],
  ['overleg', 'another view', (page) => press(page, /Ander standpunt bij/)],
  ['overleg-secretaris', 'writing for nobody', async (page) => { await press(page, 'Schrijf voor iemand op'); await press(page, 'Leg voor') }],
  ['overleg', 'a draft to change', (page) => press(page, 'Eerst aanpassen')],
  ['ontgrendelen-eerste-keer', 'eight words', async (page) => { await press(page, 'Maak acht woorden'); await page.getByText('molen-vijver').waitFor() }],
  ['ontgrendelen-eerste-keer', 'a key file that is missing', async (page) => { await page.getByText('Ik heb al een sleutelbestand').click(); await press(page, 'Gebruik dit bestand') }],
  ['ontgrendelen-woorden', 'other words', async (page) => {
    await page.getByLabel('Uw acht woorden').fill('andere woorden')
    await press(page, 'Ga verder')
    await page.getByText('Hiermee gaat uw sleutel niet open').waitFor()
  }],
  ['controle', 'a check without a file', (page) => press(page, 'Controleer')],
  ['controle', 'a report', async (page) => {
    await page.getByLabel('Bestand').setInputFiles({ name: 'verslag.html', mimeType: 'text/html', buffer: Buffer.from('x') })
    await press(page, 'Controleer')
    await page.getByText('Dit verslag klopt').waitFor()
  }],
]

test.each([...opened, ...aroundTheFamily])('%s: %s', async (story, what, steps) => {
  for (const [width, viewport] of Object.entries({ laptop, narrow })) {
    const shown = await shows(story, viewport)
    await steps(shown.page)
    await isHeldToTheNorms(shown, `${story}-${what.replaceAll(/\W+/g, '-')}`, { [width]: viewport })
  }
})

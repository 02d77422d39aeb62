import type { Page } from 'playwright-core'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click()

/** What opens around the people whom a case is about. */
export const aroundTheFamily: [story: string, what: string, steps: (page: Page) => Promise<void>][] = [
  ['overleg', 'putting on hold without a reason', async (page) => { await press(page, 'Zet stil'); await page.locator('form.held').getByRole('button', { name: 'Zet stil' }).click() }],
  ['gezin', 'recording consent with errors', async (page) => { await press(page, 'Leg toestemming vast'); await press(page, 'Leg vast') }],
  ['gezin', 'consent of a child', async (page) => {
    await press(page, 'Leg toestemming vast')
    await page.getByLabel('Over wie gaat het?').selectOption({ label: 'kind B' })
    await page.getByText('een ouder of vertegenwoordiger').first().waitFor()
  }],
  ['gezin', 'withdrawn consent', async (page) => { await press(page, 'Leg intrekking vast: de moeder'); await page.getByText('Niemand erbij kan het lezen').waitFor() }],
  ['gezin-voorzitter', 'a deferral with errors', async (page) => { await press(page, 'Wijzig de afspraak'); await page.getByLabel('Het wacht nog').check(); await press(page, 'Bewaar') }],
  ['gezin', 'that the family was informed', (page) => press(page, 'Het gezin is geïnformeerd')],
  ['gezin-voorzitter', 'asking for a response', (page) => press(page, 'Vraag om een reactie')],
  ['gezin', 'writing a response down', (page) => press(page, 'Schrijf een reactie op')],
  ['gezin-voorzitter', 'the notice', async (page) => {
    await press(page, 'Maak nog een bericht')
    await page.getByLabel('Waarom sprak u over het gezin?').fill('De school maakte zich zorgen.')
    await press(page, 'Stel het bericht op')
    await page.getByLabel('Het bericht', { exact: true }).waitFor()
  }],
  ['overleg-proeftuin', 'sharing under secrecy', async (page) => {
    await press(page, 'Inbrengen')
    await page.getByLabel('Wat brengt u in?').fill('De moeder slaapt te weinig.')
    await press(page, 'Deel')
    await page.getByLabel('Over wie gaat het?').selectOption({ label: 'de moeder' })
    await page.getByLabel('Wat voor gegevens zijn het?').selectOption({ index: 1 })
    await page.getByText('Dit valt onder mijn beroepsgeheim').click()
    await page.getByLabel('Waarop deelt u dit?').selectOption({ label: 'Zonder toestemming, omdat: Conflict van plichten' })
    await page.getByLabel('Hoe woog u dat af?').waitFor()
  }],
  ['uitgenodigd-gast', 'a guest without a name', (page) => press(page, 'Ga naar de wachtruimte')],
  ['gast', 'saying something', async (page) => { await press(page, 'Zeg iets'); await press(page, 'Deel') }],
  ['gast', 'a response', (page) => press(page, 'Geef uw reactie')],
  ['gast', 'another name', (page) => press(page, 'Mijn naam aanpassen')],
  ['gast', 'leaving', async (page) => { await press(page, 'Verlaat het overleg'); await page.getByText('wacht nog op een besluit').first().waitFor() }],
  ['gast', 'own consent withdrawn', (page) => press(page, 'Trek mijn toestemming in')],
  ['voorbereiden-proeftuin', 'a guest with errors', (page) => press(page, 'Maak een plek en een link')],
  ['voorbereiden-proeftuin', 'where a guest sits', (page) => press(page, /Bij welke punten\? Farida/)],
]

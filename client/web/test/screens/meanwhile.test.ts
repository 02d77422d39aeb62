import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Description } from '../../src/core/contract.ts'
import { storiesForTests } from './opened.ts'

const shows = storiesForTests()

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().press('Enter')
const field = (page: Page, id: string) => page.locator(`#${id}`)
const othersSave = (page: Page) => page.evaluate(() => globalThis.records('voorbereiden-gewijzigd'))

const theirs = 'Harde muziek bij de brug'
const mine = 'Muziek in de nacht'

/** As Marleen I describe the nuisance. */
async function describing(): Promise<Page> {
  const { page } = await shows('voorbereiden')
  await press(page, /Bewerk: Harde/)
  await field(page, 'label').waitFor()
  return page
}

async function saved(page: Page): Promise<Description> {
  await press(page, 'Bewaar')
  await field(page, 'label').waitFor({ state: 'detached' })
  const descriptions = await page.evaluate(() => globalThis.asked().flatMap((one) => (one.do === 'describe' ? [one.description] : [])))
  expect(descriptions.length).toBe(1)
  return descriptions[0]!
}

test('what somebody else saved while my form stood open is saved again as he left it', async () => {
  const page = await describing()
  await field(page, 'description').fill('Ook overdag.')
  await field(page, 'ladder-anonymous').fill('Dat kan niet.')
  await press(page, 'Voeg een persoon toe')
  await field(page, 'pseudonym-new3').fill('kind D')
  expect(await field(page, 'label').inputValue()).toMatch(/^Harde muziek en afval/)
  await othersSave(page)
  await page.waitForFunction((now) => (document.querySelector('#label') as HTMLInputElement | null)?.value === now, theirs)
  const { label, text, ladder, persons } = await saved(page)
  expect({ label, text }).toEqual({ label: theirs, text: 'Ook overdag.' })
  expect(ladder).toEqual([{ question: 'person_present', text: 'Hij komt de volgende keer.' }, { question: 'anonymous', text: 'Dat kan niet.' }])
  expect(persons.map((one) => one.pseudonym)).toEqual(['bewoner A', 'buurvrouw B', 'buurman C', 'kind D'])
})

test.each([['Houd wat ik invulde', mine], ['Neem wat de ander schreef', theirs]])('where we both wrote I am asked first: %s', async (choice, label) => {
  const page = await describing()
  await field(page, 'label').fill(mine)
  await othersSave(page)
  await page.getByText('Iemand anders veranderde wat u hier net invult').waitFor()
  expect(await field(page, 'label').inputValue()).toBe(mine)
  await press(page, 'Bewaar')
  await page.getByRole('link', { name: 'Kies of blijft staan' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('earlier-words')
  await press(page, choice)
  expect(await field(page, 'label').inputValue()).toBe(label)
  expect((await saved(page)).label).toBe(label)
})

test('what I typed over an older version is kept when I close the form, and offered when I open it', async () => {
  const page = await describing()
  await field(page, 'label').fill(mine)
  await othersSave(page)
  await page.getByText('Iemand anders veranderde wat u hier net invult').waitFor()
  await press(page, 'Sluit')
  await press(page, /Bewerk: Harde/)
  await page.getByText('eerder iets wat u niet bewaarde').waitFor()
  expect(await field(page, 'label').inputValue()).toBe(theirs)
  await press(page, 'Zet terug wat ik typte')
  expect((await saved(page)).label).toBe(mine)
})

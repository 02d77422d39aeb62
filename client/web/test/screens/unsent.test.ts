import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { storiesForTests } from './opened.ts'

const shows = storiesForTests()

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().press('Enter')
const label = (page: Page) => page.locator('#label').inputValue()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

async function editing(): Promise<Page> {
  const { page } = await shows('voorbereiden-getypt')
  await press(page, /Bewerk: Harde/)
  await page.getByText('eerder iets wat u niet bewaarde').waitFor()
  return page
}

test('what was typed over an item that others changed is not put over it unasked', async () => {
  const page = await editing()
  expect(await label(page)).toMatch(/^Harde muziek/)
  await press(page, 'Zet terug wat ik typte')
  await page.getByText('staat weer in het formulier').waitFor()
  expect(await focused(page)).toContain('staat weer in het formulier')
  expect(await label(page)).toBe('Muziek in de nacht')
  await press(page, 'Sluit')
  await press(page, /Bewerk: Harde/)
  await page.waitForFunction(() => (document.querySelector('#label') as HTMLInputElement | null)?.value === 'Muziek in de nacht')
})

test('what was let go is gone, and other words typed meanwhile stay', async () => {
  const page = await editing()
  await page.locator('#description').fill('Ook overdag.')
  await press(page, 'Laat het vervallen')
  await page.getByText('Wat u eerder typte, is weg').waitFor()
  expect(await focused(page)).toContain('is weg')
  await press(page, 'Sluit')
  await press(page, /Bewerk: Harde/)
  await page.waitForFunction(() => (document.querySelector('#description') as HTMLTextAreaElement | null)?.value === 'Ook overdag.')
  expect(await label(page)).toMatch(/^Harde muziek/)
  expect(await page.getByText('eerder iets wat u niet bewaarde').count()).toBe(0)
})

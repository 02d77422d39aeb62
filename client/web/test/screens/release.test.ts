import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { storiesForTests } from './opened.ts'

const shows = storiesForTests()

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a text that was typed and cleared is empty, and is not proposed', async () => {
  const { page } = await shows('vrijgave')
  await page.locator('.mark--open').first().waitFor()
  await press(page, 'Zelf aanpassen')
  const field = page.getByLabel('De tekst die naar buiten gaat')
  await field.fill('De buurt wil een gesprek.')
  await page.getByText('5 woorden').waitFor()
  await field.fill('')
  await page.getByText('0 woorden').waitFor()
  await press(page, 'Vraag opnieuw akkoord')
  await page.getByRole('link', { name: 'Vul de tekst in die naar buiten gaat.' }).waitFor()
  await press(page, 'Klaar met aanpassen')
  expect(await page.locator('#out').textContent()).toBe('')
})

test('beginning anew with a text that was not typed in brings its marks back', async () => {
  const { page } = await shows('vrijgave')
  await page.locator('.mark--open').first().waitFor()
  const open = await page.locator('.mark--open').count()
  await press(page, 'Alles vervangen of wegknippen')
  await page.locator('.mark--replaced').first().waitFor()
  await press(page, 'Zet terug')
  await page.locator('.mark--replaced').waitFor({ state: 'detached' })
  expect(await page.locator('.mark--open').count()).toBe(open)
})

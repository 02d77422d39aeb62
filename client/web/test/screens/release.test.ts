import type { Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { laptop, openBrowser, openStory } from './screen.ts'
import { serve } from './serve.ts'

let browser: Browser
let address: string
let server: Server

beforeAll(async () => {
  const served = await serve('build/stories')
  address = served.address
  server = served.server
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a text that was typed and cleared is empty, and is not proposed', async () => {
  const { page } = await openStory(browser, address, 'vrijgave', laptop)
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
  await page.close()
})

test('beginning anew with a text that was not typed in brings its marks back', async () => {
  const { page } = await openStory(browser, address, 'vrijgave', laptop)
  await page.locator('.mark--open').first().waitFor()
  const open = await page.locator('.mark--open').count()
  await press(page, 'Alles vervangen of wegknippen')
  await page.locator('.mark--replaced').first().waitFor()
  await press(page, 'Zet terug')
  await page.locator('.mark--replaced').waitFor({ state: 'detached' })
  expect(await page.locator('.mark--open').count()).toBe(open)
  await page.close()
})

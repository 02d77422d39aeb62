import { readFileSync } from 'node:fs'
import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { storiesForTests } from './opened.ts'
import { laptop, phone } from './screen.ts'

const shows = storiesForTests()

async function opensMinutes(viewport = laptop): Promise<{ page: Page; complaints: string[] }> {
  const story = await shows('verslag', viewport)
  await story.page.getByRole('button', { name: 'Haal op en open' }).click()
  await story.page.getByText('Dit verslag klopt').waitFor()
  return story
}

async function keeps(page: Page, name: RegExp): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  await page.getByText(`${file.suggestedFilename()} is opgeslagen.`).waitFor()
  return readFileSync(await file.path())
}

test('the page writes actions for Excel and for a calendar under its own policy', async () => {
  const { page, complaints } = await opensMinutes()
  const { sheets } = await readXlsx(await keeps(page, /^Acties voor Excel/))
  expect(sheets.map((sheet) => sheet.name)).toEqual(['Acties', 'Over dit bestand'])
  expect(sheets[0]!.rows[1]).toEqual(['\'=1+1', 'Hanna Kuiper', 'Welzijn De Wolden', new Date('2026-12-04'), 'Afgesproken'])
  expect((await keeps(page, /^Acties voor uw agenda/)).toString()).toContain('DTSTART;VALUE=DATE:20261204\r\n')
  expect(complaints).toEqual([])
  await page.close()
})

test.each(Object.entries({ laptop, phone }))('minutes on paper are text and nothing to press: %s', async (_, viewport) => {
  const { page, complaints } = await opensMinutes(viewport)
  const shown = (selector: string) => page.locator(selector).filter({ visible: true }).count()
  expect(await shown('header, footer')).toBe(2)
  await page.emulateMedia({ media: 'print' })
  expect(await shown('header, footer, nav, button, input, textarea')).toBe(0)
  for (const words of ['Dit verslag klopt', 'Wat is besproken', 'Gecontroleerd', 'Een waarschuwing komt pas als het gesprek niet helpt.']) {
    expect(await page.getByText(words).filter({ visible: true }).count(), words).toBeGreaterThan(0)
  }
  const kept = (selector: string, property: string) => page.locator(selector).evaluateAll((all, name) => all.map((one) => getComputedStyle(one).getPropertyValue(name)), property)
  expect(new Set(await kept('.minutes h2, .minutes h3', 'break-after'))).toEqual(new Set(['avoid']))
  expect(new Set(await kept('.minutes tr, .passage', 'break-inside'))).toEqual(new Set(['avoid']))
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(0)
  expect(complaints).toEqual([])
  await page.close()
})

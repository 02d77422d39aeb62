import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { storiesForTests } from './opened.ts'

const shows = storiesForTests()

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent)

test('as Samira I bring something in without a mouse', async () => {
  const { page } = await shows('overleg')
  await page.getByRole('button', { name: 'Inbrengen' }).press('Enter')
  expect(await focused(page)).toBe('text')
  await page.keyboard.type('De buren willen erbij zijn.')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('button', { name: 'Deel', exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Inbrengen' }).press('Enter')
  expect(await page.getByLabel('Wat brengt u in?').inputValue()).toBe('De buren willen erbij zijn.')
  await page.getByRole('button', { name: 'Deel', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Inbrengen' }).waitFor()
})

test('what is missing takes focus, and leads to its field', async () => {
  const { page } = await shows('overleg')
  await page.getByRole('button', { name: 'Inbrengen' }).press('Enter')
  await page.getByRole('button', { name: 'Deel', exact: true }).press('Enter')
  expect(await focused(page)).toContain('Er ontbreekt nog 1 ding')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('text')
})

test('as the chair I replace and cut by one key, and approving early goes to what is left', async () => {
  const { page } = await shows('vrijgave')
  await page.locator('.mark--open').first().waitFor()
  await page.getByRole('button', { name: 'Keur goed' }).press('Enter')
  expect(await focused(page)).toContain('Wim Elshout')
  await page.keyboard.press('Enter')
  expect(await page.locator('.mark--replaced').textContent()).toContain('bewoner A')
  await page.locator('.mark--open').first().press('Delete')
  expect(await page.locator('.mark--cut').count()).toBe(1)
  await page.getByText('dat wordt een nieuw voorstel').waitFor()
  await page.getByRole('button', { name: 'Vraag opnieuw akkoord' }).waitFor()
  expect(await page.getByRole('button', { name: 'Keur goed' }).count()).toBe(0)
})

test('the table of who gets what is one stop, walked with arrows', async () => {
  const { page } = await shows('matrix')
  await page.locator('[data-cell="0-0"]').focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1-3')
  await page.keyboard.press('End')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1-6')
  await page.keyboard.press('Home')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1-0')
  expect(await page.locator('.matrix button[tabindex="0"]').count()).toBe(1)
})

test('with wide text spacing nothing is lost, and forced colours keep every button visible', async () => {
  for (const story of ['overleg', 'mijn-inbreng', 'vrijgave', 'afronden']) {
    const { page } = await shows(story)
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.insertRule('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }')
      document.adoptedStyleSheets = [sheet]
    })
    const cut = await page.evaluate(() => [...document.querySelectorAll('button, .chip, h1, h2, p')]
      .filter((one) => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).overflowX !== 'visible').map((one) => one.textContent))
    expect(cut).toEqual([])
    await page.emulateMedia({ forcedColors: 'active' })
    const bare = await page.evaluate(() => [...document.querySelectorAll('.ams-button')].filter((one) => getComputedStyle(one).borderTopWidth === '0px').map((one) => one.textContent))
    expect(bare).toEqual([])
    await page.close()
  }
})

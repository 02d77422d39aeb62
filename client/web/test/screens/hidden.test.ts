import { expect, test } from 'vitest'
import { storiesForTests } from './opened.ts'

const shows = storiesForTests()
const asked = 'Uw apparaat vraagt hem opnieuw'
const coming = 'nog onderweg naar dit apparaat'
const swapped = 'Dit is niet de tekst waarover het voorstel gaat. Geef geen akkoord.'

test('each text that is not shown says why', async () => {
  const { page } = await shows('tekst-niet-open')
  const there = await page.locator('.contributions').textContent()
  expect(there).toContain(asked)
  expect(there).toContain(coming)
  expect(there).not.toContain(swapped)
  expect(await page.locator('.page__troubles').textContent()).toContain(asked)
})

test('nobody agrees to a text that was swapped, or is not there yet', async () => {
  const { page } = await shows('tekst-verwisseld')
  const questions = page.locator('.questions .card__part')
  const [other, late] = [questions.filter({ hasText: swapped }), questions.filter({ hasText: coming })]
  for (const question of [other, late]) {
    expect(await question.count()).toBe(1)
    expect(await question.getByRole('button').allTextContents()).toEqual(['Niet akkoord'])
  }
})

import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { tooWide, violations } from '../house/norms.ts'

export { openBrowser } from '../house/browser.ts'

export const laptop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
/** What WCAG 1.4.10 asks: 320 px without scrolling sideways. */
export const narrow = { width: 320, height: 720 }

/** Opens a story and fails on anything the browser complains about. */
export async function openStory(browser: Browser, address: string, story: string, viewport: { width: number; height: number }): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()) })
  page.on('request', (request) => { if (!request.url().startsWith(address)) complaints.push(`asked ${request.url()}`) })
  await page.goto(`${address}/?story=${story}`)
  await page.locator('#content').waitFor()
  return { page, complaints }
}

/** Holds what a page shows to the norms at each width, and takes its picture where
 * PICTURES names a folder for them. */
export async function isHeldToTheNorms({ page, complaints }: { page: Page; complaints: string[] }, picture: string, widths: Record<string, { width: number; height: number }>): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  for (const [name, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport)
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${picture}-${name}.png`, fullPage: true })
    expect(await violations(page), name).toEqual([])
    expect(await tooWide(page), name).toEqual([])
  }
  expect(complaints).toEqual([])
}

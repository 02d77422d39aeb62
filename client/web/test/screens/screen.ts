import type { Browser, Page } from 'playwright-core'

export { openBrowser } from '../house/browser.ts'
export { tooWide, violations } from '../house/norms.ts'

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

import axe, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']

export const laptop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
/** What WCAG 1.4.10 asks: 320 px without scrolling sideways. */
export const narrow = { width: 320, height: 720 }

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
}

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

/** What axe finds, in one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate((only) => (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ runOnly: only }), tags)
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** Whether the page scrolls sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
    return wide.slice(0, 5).map((element) => `${element.tagName}.${element.className.toString()} reaches ${Math.round(element.getBoundingClientRect().right)}`)
  })
}

import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']

/** Every rule of the tags; of what is in order axe need not write a report. */
const options = { runOnly: tags, resultTypes: ['violations'] }

/** What axe finds, in one line each, once the page has drawn what it shows. */
export async function violations(page: Page): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source)
  const found = await page.evaluate(async (asked) => {
    await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)) })
    return (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run(asked)
  }, options)
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** What reaches beyond the page, so that it scrolls sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
    return wide.slice(0, 5).map((element) => `${element.tagName}.${element.className.toString()} reaches ${Math.round(element.getBoundingClientRect().right)}`)
  })
}

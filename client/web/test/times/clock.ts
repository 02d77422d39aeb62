import type { Page } from 'playwright-core'

/** What must be on the screen: one element of a kind with all of these texts. */
export interface Shown { in: string; texts: string[] }

/** How long it took, in milliseconds, and what passed by meanwhile. */
export interface Took { ms: number; passed: string[] }

/** Looks at every change of the page, from before its first, until something is there. */
export async function watchFromNavigation(page: Page, what: Shown): Promise<() => Promise<number>> {
  await page.addInitScript(({ in: kind, texts }) => {
    const there = () => [...document.querySelectorAll(kind)].some((element) => texts.every((text) => element.textContent.includes(text)))
    const shown = new Promise<number>((done) => {
      const observer = new MutationObserver(() => {
        if (!there()) return
        observer.disconnect()
        done(performance.now())
      })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    })
    Object.assign(globalThis, { shownAfter: shown })
  }, what)
  return () => page.evaluate(() => Reflect.get(globalThis, 'shownAfter') as Promise<number>)
}

/** Presses a button and waits for what must follow, both by the clock of the page; and
 * collects what passed by that looks like a pattern. */
export async function timePress(page: Page, name: string, what: Shown, passing = '(?!)'): Promise<Took> {
  await page.evaluate(({ shown: { in: kind, texts }, pattern }) => {
    const there = () => [...document.querySelectorAll(kind)].some((element) => texts.every((text) => element.textContent.includes(text)))
    if (there()) throw new Error('it was there before the press')
    const passed = new Set<string>()
    const took = new Promise<Took>((done) => {
      addEventListener('click', ({ timeStamp }) => {
        const observer = new MutationObserver(() => {
          const seen = new RegExp(pattern).exec(document.body.textContent)
          if (seen) passed.add(seen[0])
          if (!there()) return
          observer.disconnect()
          done({ ms: performance.now() - timeStamp, passed: [...passed] })
        })
        observer.observe(document, { childList: true, subtree: true, characterData: true })
      }, { capture: true, once: true })
    })
    Object.assign(globalThis, { pressTook: took })
  }, { shown: what, pattern: passing })
  await page.getByRole('button', { name, exact: true }).click({ timeout: 60_000 })
  return page.evaluate(() => Reflect.get(globalThis, 'pressTook') as Promise<Took>)
}

import type { Locator, Page } from 'playwright-core'

/** How somebody works a page. */
export interface Hands {
  press(target: Locator): Promise<void>
  /** Replaces what a field holds. */
  type(target: Locator, text: string): Promise<void>
  /** Picks an option of a list by its words. */
  choose(target: Locator, option: string): Promise<void>
}

/** With a mouse. */
export const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  choose: async (target, option) => { await target.selectOption({ label: option }) },
}

/** With a finger. */
export const finger: Hands = { ...mouse, press: (target) => target.tap() }

const farthest = 250 // stops of one page; more means that the target cannot be reached

/** With the keyboard alone: Tab goes to what is meant, Enter or the space bar presses it. */
export const keyboard: Hands = {
  async press(target) {
    await reach(target)
    const kind = await target.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.getAttribute('role') ?? ''))
    const page = target.page()
    if (kind === 'checkbox') return page.keyboard.press('Space')
    if (kind === 'radio') return walkTo(target)
    if (kind === 'tab') return walkTo(target)
    await page.keyboard.press('Enter')
  },
  async type(target, text) {
    await reach(target)
    await target.page().keyboard.press('ControlOrMeta+A')
    await target.page().keyboard.type(text)
  },
  async choose(target, option) {
    await reach(target)
    const at = await target.evaluate((element, label) => {
      const select = element as HTMLSelectElement
      return [...select.options].findIndex((one) => one.label === label) - select.selectedIndex
    }, option)
    for (let step = 0; step < Math.abs(at); step++) await target.page().keyboard.press(at > 0 ? 'ArrowDown' : 'ArrowUp')
  },
}

const holdsFocus = (target: Locator) => target.evaluate((element) => {
  const focused = document.activeElement as HTMLInputElement | null
  if (element === focused) return true
  // One of a group of radio buttons or tabs is the stop of them all.
  if (element instanceof HTMLInputElement && element.type === 'radio') return focused?.type === 'radio' && focused.name === element.name
  return element.getAttribute('role') === 'tab' && element.closest('[role=tablist]')?.contains(focused) === true
})

async function reach(target: Locator): Promise<void> {
  await target.waitFor()
  const page: Page = target.page()
  for (let stop = 0; stop < farthest; stop++) {
    if (await holdsFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} is not reached by Tab`)
}

/** Arrows within a group, until the target is chosen. */
async function walkTo(target: Locator): Promise<void> {
  for (let step = 0; step < 10; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await target.page().keyboard.press('ArrowRight')
  }
  throw new Error(`${target} is not reached by the arrows`)
}

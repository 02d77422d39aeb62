import type { Browser, BrowserContext, BrowserContextOptions, Download, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { tooWide, violations } from '../house/norms.ts'
import { type Effort, noEfforts, type Part } from './effort.ts'
import { type Hands, mouse } from './hands.ts'

const patience = 45_000 // four browsers and a server share this machine

export interface Ways extends BrowserContextOptions {
  hands?: Hands
}

const laptop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

type Spot = Page | Locator

/** Somebody with a browser of his own, who knows what he sees and can press. */
export class Person {
  readonly name: string
  readonly context: BrowserContext
  readonly complaints: string[] = []
  readonly efforts = noEfforts()
  part: Part = 'voorbereiden' // of the meeting, for what he does from now on
  page: Page
  #hands: Hands
  #words = '' // of his lock

  private constructor(name: string, context: BrowserContext, page: Page, hands: Hands) {
    this.name = name
    this.context = context
    this.page = page
    this.#hands = hands
  }

  static async comes(name: string, browser: Browser, origin: string, { hands = mouse, ...options }: Ways = {}): Promise<Person> {
    const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce', ...laptop, ...options })
    context.setDefaultTimeout(patience)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    const person = new Person(name, context, await context.newPage(), hands)
    // Nothing else than the server is asked for anything, and nothing is complained of.
    context.on('request', (request) => { if (new URL(request.url()).origin !== origin && !request.url().startsWith('blob:')) person.complaints.push(`asked ${request.url()}`) })
    context.on('console', (line) => { if (line.type() === 'error' || line.type() === 'warning') person.complaints.push(line.text()) })
    context.on('weberror', (error) => person.complaints.push(String(error.error())))
    await context.exposeFunction('violated', (what: string) => { person.complaints.push(what) })
    await context.exposeFunction('unlockAsked', () => { void person.#showsHimself() })
    await context.addInitScript(() => {
      let asked = false
      new MutationObserver(() => {
        const now = document.querySelector('.unlock') !== null
        if (now && !asked) void (Reflect.get(globalThis, 'unlockAsked') as () => void)()
        asked = now
      }).observe(document, { childList: true, subtree: true })
      document.addEventListener('securitypolicyviolation', (event) => {
        void (Reflect.get(globalThis, 'violated') as (what: string) => void)(`policy: ${event.violatedDirective} ${event.sample} ${event.blockedURI}`)
      })
    })
    return person
  }

  #counts(more: Partial<Effort>): void {
    const now = this.efforts[this.part]
    for (const what of ['presses', 'picks', 'fields', 'characters'] as const) now[what] += more[what] ?? 0
  }

  async goes(address: string): Promise<void> {
    await this.page.goto(address)
  }

  /** Shows that it is him when what he pressed asks for it: by new words the first
   * time, and by those after. It is not counted: how often depends on the clock. */
  async #showsHimself(): Promise<void> {
    const form = this.page.locator('.unlock')
    const first = named(form, /^(Maak acht woorden|Make eight words)$/)
    if (await first.count() > 0) {
      await this.#hands.press(first)
      this.#words = await form.locator('.unlock__words').innerText()
      await this.#hands.press(named(form, /^(Ik heb de woorden|I have the words)$/))
      return
    }
    await this.#hands.type(form.getByLabel(/^(Uw acht woorden|Your eight words)/), this.#words)
    await this.#hands.press(named(form, /^(Ga verder|Go on)$/))
  }

  /** Presses what has this name: a button, a link, a tick, a tab. */
  async presses(name: string | RegExp, within: Spot = this.page): Promise<void> {
    this.#counts({ presses: 1 })
    await this.#hands.press(named(within, name))
  }

  async types(label: string | RegExp, text: string, within: Spot = this.page): Promise<void> {
    this.#counts({ fields: 1, characters: text.length })
    await this.#hands.type(within.getByLabel(label, { exact: typeof label === 'string' }), text)
  }

  async chooses(label: string | RegExp, option: string, within: Spot = this.page): Promise<void> {
    this.#counts({ picks: 1 })
    await this.#hands.choose(within.getByLabel(label, { exact: typeof label === 'string' }), option)
  }

  /** Picks a file of his own. */
  async gives(label: string | RegExp, path: string): Promise<void> {
    this.#counts({ picks: 1 })
    await this.page.getByLabel(label).setInputFiles(path)
  }

  /** Ticks a box, or one of a group. */
  async ticks(label: string | RegExp, within: Spot = this.page): Promise<void> {
    const box = within.getByRole('checkbox', { name: label }).or(within.getByRole('radio', { name: label }))
    if (!await box.isChecked()) {
      this.#counts({ presses: 1 })
      await this.#hands.press(box)
    }
    expect(await box.isChecked(), `${this.name} ticked ${label}`).toBe(true)
  }

  async sees(text: string | RegExp, within: Spot = this.page): Promise<void> {
    await within.getByText(text).filter({ visible: true }).first().waitFor()
  }

  async seesNoMore(text: string | RegExp, within: Spot = this.page): Promise<void> {
    await expect.poll(() => within.getByText(text).filter({ visible: true }).count(), { timeout: patience, message: `${this.name} still sees ${text}` }).toBe(0)
  }

  /** Nothing of it is in the page, seen or not. */
  async hasNothingOf(text: string): Promise<void> {
    expect(await this.page.content(), `must be withheld from ${this.name}`).not.toContain(text)
  }

  /** The part of the page, such as a row or card, that says this. */
  row(text: string | RegExp): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text }).last()
  }

  /** What a field holds. */
  value(label: string | RegExp): Promise<string> {
    return this.page.getByLabel(label).inputValue()
  }

  /** Keeps a file by pressing its button. */
  async keeps(name: string | RegExp): Promise<Download> {
    const kept = this.page.waitForEvent('download')
    await this.presses(name)
    return kept
  }

  /** Every screen reached is held to the norms. */
  async isHeldToTheNorms(screen: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).first().waitFor() // a screen may still be on its way
    expect(await violations(this.page), `${screen} as ${this.name}`).toEqual([])
    expect(await tooWide(this.page), `${screen} as ${this.name}`).toEqual([])
  }

  /** What was on the screen when a test failed. */
  async isPhotographed(): Promise<void> {
    await this.page.screenshot({ path: `build/pictures/failed-${this.name.replaceAll(' ', '-')}.png`, fullPage: true })
  }

  async leaves(): Promise<void> {
    await this.context.close()
  }
}

function named(within: Spot, name: string | RegExp): Locator {
  const exact = typeof name === 'string'
  return within.getByRole('button', { name, exact }).or(within.getByRole('link', { name, exact })).or(within.getByRole('tab', { name, exact }))
}

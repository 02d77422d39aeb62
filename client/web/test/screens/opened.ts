import type { Server } from 'node:http'
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openBrowser } from '../house/browser.ts'
import { hasSize, laptop, type Shown } from './screen.ts'
import { serve } from './serve.ts'

/** The built stories, and a page that shows one after another: loading the page anew for
 * each costs more than all that is asked of it. */
class Stories {
  readonly #server: Server
  readonly #browser: Browser
  readonly #address: string
  #shown: Shown | null = null

  private constructor(server: Server, browser: Browser, address: string) {
    this.#server = server
    this.#browser = browser
    this.#address = address
  }

  static async open(): Promise<Stories> {
    const { address, server } = await serve('build/stories')
    return new Stories(server, await openBrowser(), address)
  }

  async show(story: string, viewport: ViewportSize): Promise<Shown> {
    const shown = this.#shown !== null && !this.#shown.page.isClosed() ? await this.#inPage(this.#shown, story, viewport) : await this.#inNewPage(story, viewport)
    await shown.page.waitForFunction(() => document.getElementById('content') !== null)
    return shown
  }

  /** As in a page that was just opened: nothing hovered, nothing of the story before. */
  async #inPage(shown: Shown, story: string, viewport: ViewportSize): Promise<Shown> {
    await shown.page.mouse.move(0, 0)
    await hasSize(shown.page, viewport)
    await shown.page.evaluate((name) => globalThis.showStory(name), story)
    return shown
  }

  async #inNewPage(story: string, viewport: ViewportSize): Promise<Shown> {
    const page = await this.#browser.newPage({ viewport, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' })
    this.#shown = { page, complaints: this.#complaintsOf(page) }
    await page.goto(`${this.#address}/?story=${story}`)
    return this.#shown
  }

  /** Anything the browser complains about, from now on. */
  #complaintsOf(page: Page): string[] {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()) })
    page.on('request', (request) => { if (!request.url().startsWith(this.#address)) complaints.push(`asked ${request.url()}`) })
    return complaints
  }

  /** The next story begins in a new page. */
  async clear(): Promise<void> {
    await this.#shown?.page.close()
  }

  async close(): Promise<void> {
    await this.#browser.close()
    this.#server.close()
  }
}

/** Shows the stories of a file, each mounted anew in the same page. A page that was closed,
 * or in which a test failed, is not used again: close it after changing more than its story. */
export function storiesForTests(): (story: string, viewport?: ViewportSize) => Promise<Shown> {
  let stories: Stories | null = null
  beforeAll(async () => { stories = await Stories.open() })
  afterEach(async ({ task }) => { if (task.result?.state === 'fail') await stories?.clear() })
  afterAll(async () => { await stories?.close() })
  return async (story, viewport = laptop) => {
    if (stories === null) throw new Error('the stories are not open yet')
    return stories.show(story, viewport)
  }
}

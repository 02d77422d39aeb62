import type { Browser, Page } from 'playwright-core'
import type { AnswerTo } from '../../src/core/answer.ts'
import type { Request, Snapshot, Way } from '../../src/core/contract.ts'
import { openBrowser, openProfile } from '../house/browser.ts'
import type { Line } from '../house/line.ts'
import { Server } from '../house/server.ts'

/** The real server with the real page, and a browser. */
export class House {
  #server: Server
  #browser: Browser

  private constructor(server: Server, browser: Browser) {
    this.#server = server
    this.#browser = browser
  }

  static async open(name?: string): Promise<House> {
    return new House(await Server.start(name), await openBrowser())
  }

  get origin(): string {
    return this.#server.origin
  }

  get chairLink(): string {
    return this.#server.chairLink
  }

  /** Somebody with a browser of his own: with a profile in a folder, or behind a proxy,
   * if one is given. */
  async person({ profile, line }: { profile?: string; line?: Line } = {}): Promise<Person> {
    const context = profile === undefined ? await this.#browser.newContext(line && { proxy: { server: line.address } }) : await openProfile(profile)
    await context.addInitScript(() => {
      // The page gives nobody its worker; the test takes it where it is made.
      const Original = globalThis.Worker
      globalThis.Worker = class extends Original {
        constructor(...args: ConstructorParameters<typeof Original>) {
          super(...args)
          Object.assign(globalThis, { core: this, told: {} })
          this.addEventListener('message', ({ data }) => {
            const message = JSON.parse(data)
            if (message.event === 'snapshot') Object.assign(Reflect.get(globalThis, 'told'), message.changes)
          })
        }
      }
    })
    return new Person(await context.newPage(), this.origin)
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.stop()
  }
}

/** One page, asked as the screens ask it. */
export class Person {
  readonly page: Page
  readonly errors: string[] = []
  words = '' // of his lock
  #origin: string
  #last = 1_000_000

  constructor(page: Page, origin: string) {
    this.page = page
    this.#origin = origin
    page.on('console', (line) => { if (line.type() === 'error') this.errors.push(line.text()) })
    page.on('pageerror', (error) => this.errors.push(error.message))
  }

  async goes(address = this.#origin): Promise<void> {
    await this.page.goto(address)
    await this.page.waitForFunction(() => 'stage' in Reflect.get(globalThis, 'told'), undefined, { timeout: 60_000 })
  }

  /** Closes his browser. */
  async leaves(): Promise<void> {
    await this.page.context().close()
  }

  asks<R extends Request>(request: R): Promise<AnswerTo<R['do']>> {
    return this.page.evaluate(async ({ asked, id }) => {
      const worker = Reflect.get(globalThis, 'core') as Worker
      const reply = await new Promise<{ ok?: object; refusal?: object; problem?: object }>((done) => {
        const hear = ({ data }: MessageEvent<string>) => {
          const message = JSON.parse(data)
          if (message.id !== id) return
          worker.removeEventListener('message', hear)
          done(message)
        }
        worker.addEventListener('message', hear)
        worker.postMessage(JSON.stringify({ ...asked, id }))
      })
      if (reply.refusal) return { is: 'refusal', ...reply.refusal }
      return reply.problem ? { is: 'problem', ...reply.problem } : { is: 'ok', ...reply.ok }
    }, { asked: request, id: ++this.#last }) as Promise<AnswerTo<R['do']>>
  }

  /** Asks what must go well, and shows that it is him when that is asked meanwhile. */
  async does<R extends Request>(request: R): Promise<Extract<AnswerTo<R['do']>, { is: 'ok' }>> {
    const answering = this.asks(request)
    const answered = answering.then(() => true, () => true)
    while (!await Promise.race([answered, this.page.waitForTimeout(20).then(() => false)])) await this.#answers(await this.snapshot())
    const answer = await answering
    if (answer.is !== 'ok') throw new Error(`${request.do}: ${JSON.stringify(answer)}`)
    return answer as Extract<AnswerTo<R['do']>, { is: 'ok' }>
  }

  /** Answers an unlock by words: new ones at first, and those after. */
  async showsHimself(way: Way): Promise<void> {
    if (way !== '') {
      await this.asks({ do: 'unlock', words: this.words })
      return
    }
    const made = await this.asks({ do: 'new_words' })
    if (made.is !== 'ok') return // it was answered meanwhile
    this.words = made.words
    await this.asks({ do: 'set_lock' })
  }

  snapshot(): Promise<Snapshot> {
    return this.page.evaluate(() => Reflect.get(globalThis, 'told') as Snapshot)
  }

  /** Goes to another screen, as by a link of the page. */
  async shows(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  }

  async presses(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click({ timeout: 60_000 })
  }

  /** Waits until what is told holds. */
  sees(holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    return this.#waits(holds, async () => {})
  }

  /** The same, and shows that it is him when that is asked meanwhile. */
  showsHimselfUntil(holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    return this.#waits(holds, (snapshot) => this.#answers(snapshot))
  }

  async #waits(holds: (snapshot: Snapshot) => boolean, meanwhile: (snapshot: Snapshot) => Promise<void>): Promise<Snapshot> {
    for (let tries = 0; tries < 1200; tries++) {
      const snapshot = await this.snapshot()
      if (holds(snapshot)) return snapshot
      await meanwhile(snapshot)
      await this.page.waitForTimeout(25)
    }
    throw new Error(`never seen; now: ${JSON.stringify(await this.snapshot()).slice(0, 3000)}`)
  }

  async #answers({ unlock }: Snapshot): Promise<void> {
    if (unlock) await this.showsHimself(unlock.way)
  }
}

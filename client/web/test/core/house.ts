import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type Page, chromium } from 'playwright-core'
import type { AnswerTo } from '../../src/core/answer.ts'
import type { Request, Snapshot } from '../../src/core/contract.ts'

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** The real server with the real page, on this machine, and a browser. */
export class House {
  readonly origin: string
  readonly chairLink: string
  #server: ChildProcess
  #browser: Browser
  #data: string

  private constructor(server: ChildProcess, browser: Browser, data: string, chairLink: string) {
    this.#server = server
    this.#browser = browser
    this.#data = data
    this.chairLink = chairLink
    this.origin = new URL(chairLink).origin
  }

  static async open(): Promise<House> {
    const binary = process.env['CASUSOVERLEG_BIN']
    if (binary === undefined) throw new Error('CASUSOVERLEG_BIN names the program to test: make build')
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
    if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM`)
    const data = mkdtempSync(join(tmpdir(), 'casusoverleg-'))
    const link = join(data, 'chair')
    const server = spawn(binary, [
      'serve', '--data', join(data, 'data'), '--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0', '--chair-link-file', link,
    ], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
    for (let tries = 0; !existsSync(link) || !said.includes('"serving"'); tries++) {
      if (tries > 200 || server.exitCode !== null) throw new Error(`the server did not start: ${said}`)
      await new Promise((done) => setTimeout(done, 50))
    }
    const browser = await chromium.launch({ executablePath, args: flags })
    return new House(server, browser, data, readFileSync(link, 'utf8').trim())
  }

  /** Somebody with a browser of his own. */
  async person(): Promise<Person> {
    const context = await this.#browser.newContext()
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
    this.#server.kill('SIGTERM')
    if (this.#server.exitCode === null) await once(this.#server, 'exit')
    rmSync(this.#data, { recursive: true })
  }
}

/** One page, asked as the screens ask it. */
export class Person {
  readonly page: Page
  readonly errors: string[] = []
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

  /** Asks what must go well. */
  async does<R extends Request>(request: R): Promise<Extract<AnswerTo<R['do']>, { is: 'ok' }>> {
    const answer = await this.asks(request)
    if (answer.is !== 'ok') throw new Error(`${request.do}: ${JSON.stringify(answer)}`)
    return answer as Extract<AnswerTo<R['do']>, { is: 'ok' }>
  }

  snapshot(): Promise<Snapshot> {
    return this.page.evaluate(() => Reflect.get(globalThis, 'told') as Snapshot)
  }

  /** Waits until what is told holds. */
  async sees(holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    for (let tries = 0; tries < 400; tries++) {
      const snapshot = await this.snapshot()
      if (holds(snapshot)) return snapshot
      await this.page.waitForTimeout(25)
    }
    throw new Error(`never seen; now: ${JSON.stringify(await this.snapshot()).slice(0, 3000)}`)
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** `casusoverleg demo`: a server with a rehearsed meeting that goes on, and the
 * links of its free places. */
export class Demo {
  readonly links: { chair: string; secretary: string; professional: string }
  #process: ChildProcess

  private constructor(process: ChildProcess, links: Demo['links']) {
    this.#process = process
    this.links = links
  }

  static async start(): Promise<Demo> {
    const binary = globalThis.process.env['CASUSOVERLEG_BIN']
    if (binary === undefined) throw new Error('CASUSOVERLEG_BIN names the program to show: make build')
    const demo = spawn(binary, ['demo', '--lang', 'nl', '--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const chunk of demo.stdout) {
      said += String(chunk)
      if (said.includes('#chair=')) break
    }
    demo.stdout.resume()
    const link = (role: string) => new RegExp(`^ +${role} +(http\\S+)`, 'm').exec(said)?.[1] ?? ''
    return new Demo(demo, { chair: link('voorzitter'), secretary: link('secretaris'), professional: link('professional') })
  }

  get origin(): string {
    return new URL(this.links.chair).origin
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM')
    if (this.#process.exitCode === null) await once(this.#process, 'exit')
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The real server with the real page, on this machine, in a directory of its own. */
export class Server {
  readonly origin: string
  readonly chairLink: string
  #process: ChildProcess
  #directory: string

  private constructor(process: ChildProcess, directory: string, chairLink: string) {
    this.#process = process
    this.#directory = directory
    this.chairLink = chairLink
    this.origin = new URL(chairLink).origin
  }

  /** Under a name of this machine if one is given: passkeys need a name. */
  static async start(name?: string): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), 'casusoverleg-'))
    const process = await serving(directory, name === undefined ? '127.0.0.1:0' : `${name}:${await freePort()}`)
    return new Server(process, directory, readFileSync(join(directory, 'chair'), 'utf8').trim())
  }

  /** Kills it without warning, as a power cut does. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await exited(this.#process)
  }

  /** Starts it again where it was, with the same data. */
  async again(): Promise<void> {
    this.#process = await serving(this.#directory, new URL(this.origin).host)
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM')
    await exited(this.#process)
    rmSync(this.#directory, { recursive: true })
  }
}

async function exited(process: ChildProcess): Promise<void> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}

/** The address that people use must be known before it listens, where it has a name. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function serving(directory: string, listen: string): Promise<ChildProcess> {
  const binary = globalThis.process.env['CASUSOVERLEG_BIN']
  if (binary === undefined) throw new Error('CASUSOVERLEG_BIN names the program to test: make build')
  const link = join(directory, 'chair')
  const server = spawn(binary, [
    'serve', '--data', join(directory, 'data'), '--listen', listen, ...(listen.endsWith(':0') ? [] : ['--url', `http://${listen}`]), '--admin-listen', '127.0.0.1:0', '--chair-link-file', link,
  ], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  for (let tries = 0; !existsSync(link) || !said.includes('"serving"'); tries++) {
    if (tries > 400 || server.exitCode !== null) throw new Error(`the server did not start: ${said}`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return server
}

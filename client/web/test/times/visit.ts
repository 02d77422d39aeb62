import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Request } from 'playwright-core'
import { openProfile } from '../house/browser.ts'
import { timePress, watchFromNavigation } from './clock.ts'

/** Somebody's first visit: what the browser took over the wire, in bytes, headers and
 * all, and how long he waited, in milliseconds. */
export interface Visit {
  page: number // the page with its core
  told: number // what the server then told of itself and the room
  usable: number
  waiting: number
}

const button = 'Ga naar de wachtruimte'

/** Comes to the lobby by a link, in a browser that was never anywhere. */
export async function visits(link: string, name: string): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), 'casusoverleg-profile-'))
  const context = await openProfile(folder)
  try {
    const asked: Request[] = []
    context.on('requestfinished', (request) => asked.push(request))
    const page = await context.newPage()
    const usable = await watchFromNavigation(page, { in: 'button', texts: [button] })
    await page.goto(link)
    const visit: Visit = { page: 0, told: 0, usable: await usable(), waiting: 0 }
    if (!asked.some((request) => request.url().endsWith('.wasm'))) throw new Error('the browser did not count the core')
    for (const request of asked) visit[new URL(request.url()).pathname.startsWith('/v1/') ? 'told' : 'page'] += await overTheWire(request)
    await page.getByLabel('Naam', { exact: true }).fill(name)
    await page.getByRole('checkbox', { name: 'Ik houd geheim wat ik hier hoor.' }).check()
    const { ms } = await timePress(page, button, { in: 'main', texts: ['U staat in de wachtruimte'] })
    return { ...visit, waiting: ms }
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What came for a request; nothing for what the browser had. */
async function overTheWire(request: Request): Promise<number> {
  const { responseHeadersSize, responseBodySize } = await request.sizes()
  if (responseBodySize < 0) return 0
  // The browser counts the script of a worker with the worker, which tells nobody.
  if (responseBodySize === 0) return responseHeadersSize + Number(await (await request.response())?.headerValue('content-length') ?? 0)
  return responseHeadersSize + responseBodySize
}

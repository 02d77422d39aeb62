import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { begun, brought, comesIn, described, founded } from './table.ts'

const said = 'Zij kookt op een campinggaspit onder de trap.'
const unsent = 'Misschien heeft de oma een reservesleutel.'

let house: House
let profile: string
beforeAll(async () => {
  house = await House.open()
  profile = mkdtempSync(join(tmpdir(), 'casusoverleg-profile-'))
})
afterAll(async () => {
  await house.close()
  rmSync(profile, { recursive: true, force: true })
})

const ageKey = /AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{20}/ // not the word alone, which the program has

/** Which of these texts are in a folder, in UTF-8 or UTF-16; which of these bytes; and age keys. */
function foundIn(folder: string, texts: readonly string[], bytes: readonly Buffer[] = []): string[] {
  const found: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry)
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info?.isFile()) continue
    const data = readFileSync(path)
    if (ageKey.test(data.toString('latin1'))) found.push(`${entry}: an age key`)
    for (const text of texts) {
      if (data.includes(Buffer.from(text, 'utf8')) || data.includes(Buffer.from(text, 'utf16le'))) found.push(`${entry}: ${text}`)
    }
    for (const some of bytes) if (data.includes(some)) found.push(`${entry}: ${some.toString('hex')}`)
  }
  return found
}

/** Everything reachable in the page's memory. */
async function heapOf(cdp: CDPSession): Promise<string> {
  const chunks: string[] = []
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}

/** What the browser says that it keeps for the page. */
function kept(page: Page): Promise<{ databases: number; buckets: string[]; caches: string[]; local: number; session: number }> {
  return page.evaluate(async () => {
    const { storageBuckets } = navigator as Navigator & { storageBuckets?: { keys(): Promise<string[]> } }
    return {
      databases: (await indexedDB.databases()).length, buckets: await storageBuckets?.keys() ?? [], caches: await caches.keys(),
      local: localStorage.length, session: sessionStorage.length,
    }
  })
}

/** The beginning of every record that the vault keeps now, as it is on the disk: encrypted,
 * beside its key. The texts themselves are never there to be found. */
async function records(page: Page): Promise<Buffer[]> {
  const begins = await page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as { storageBuckets: { keys(): Promise<string[]>; open(name: string): Promise<{ indexedDB: IDBFactory }> } }
    const found: number[][] = []
    for (const name of await storageBuckets.keys()) {
      const { indexedDB: bucket } = await storageBuckets.open(name)
      const db = await new Promise<IDBDatabase>((opened) => {
        const request = bucket.open('casusoverleg')
        request.onsuccess = () => opened(request.result)
      })
      const all = await new Promise<({ sealed: Uint8Array } | string)[]>((read) => {
        const request = db.transaction('records').objectStore('records').getAll()
        request.onsuccess = () => read(request.result)
      })
      for (const record of all) { // a string says no more than which tab has the shelf
        if (typeof record !== 'string') found.push(Array.from(record.sealed.subarray(0, 24)))
      }
      db.close()
    }
    return found
  })
  return begins.map((begin) => Buffer.from(begin))
}

test('after logging out nothing is left: not on the disk, not in the memory of the page', async () => {
  const gerda = await house.person()
  const bram = await house.person({ profile })
  const downloads: Download[] = []
  bram.page.on('download', (download) => downloads.push(download))
  await founded(house, gerda)
  await comesIn(house, gerda, 'Bram', 'wijkagent', { person: bram })
  const item = await described(gerda, [1, 2], { label: 'Het huis aan de vaart' })
  await begun(gerda, item)
  await bram.sees((s) => s.room?.items[0]?.stage === 'open')
  await brought(gerda, item, said, [2])
  await bram.does({ do: 'keep_unsent', name: 'composer', text: unsent })
  await bram.does({ do: 'announce_key' })

  // It was there to be found: in the memory, and its keys on the disk.
  const cdp = await bram.page.context().newCDPSession(bram.page)
  await bram.sees((s) => JSON.stringify(s.room).includes(said))
  expect(await heapOf(cdp)).toContain('campinggaspit')
  expect((await kept(bram.page)).buckets.length).toBeGreaterThan(1)
  const marks = await records(bram.page)
  expect(marks.length, 'his place in the room, and his minutes key').toBe(2)
  for (const mark of marks) await expect.poll(() => foundIn(profile, [], [mark]), { timeout: 30_000 }).not.toEqual([])

  // With the line cut: logging out needs no server.
  await bram.page.context().setOffline(true)
  await bram.page.getByRole('link', { name: /Mijn inbreng/ }).first().click()
  await bram.page.getByRole('link', { name: 'Uitloggen en wissen' }).click()
  await Promise.all([bram.page.waitForEvent('download'), bram.presses('Maak een sleutelbestand')])
  await Promise.all([bram.page.waitForEvent('framenavigated'), bram.presses('Log uit en wis dit apparaat')])
  await bram.page.context().setOffline(false)
  await bram.goes()
  expect(await kept(bram.page)).toMatchObject({ databases: 0, buckets: ['person'], caches: [], local: 0, session: 0 })
  const after = await heapOf(await bram.page.context().newCDPSession(bram.page))
  for (const text of ['campinggaspit', 'reservesleutel', bram.words, 'AGE-SECRET-KEY']) expect(after, text).not.toContain(text)
  expect(downloads.map((one) => one.suggestedFilename()), 'the one file that he asked for').toEqual([expect.stringMatching(/\.age$/)])
  expect(readFileSync(await downloads[0]!.path(), 'latin1'), 'which opens for nobody without its words').toMatch(/^(age-encryption\.org|-----BEGIN AGE ENCRYPTED)/)
  const words = bram.words.split('-').slice(0, 3).join('-')
  await bram.leaves()
  expect(foundIn(profile, ['campinggaspit', 'reservesleutel', words, 'Het huis aan de vaart', 'Anja Jansen'], marks)).toEqual([])
}, 240_000)

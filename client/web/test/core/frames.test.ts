import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoded, type Value } from '../house/cbor.ts'
import { Line } from '../house/line.ts'
import { House } from './house.ts'
import { begun, brought, comesIn, described, founded } from './table.ts'

// What comes over the line, read on the line itself: a page could show less than it
// was sent.

let house: House
let toBram: Line
let toLotte: Line
beforeAll(async () => { [house, toBram, toLotte] = await Promise.all([House.open(), Line.open(), Line.open()]) })
afterAll(async () => { await Promise.all([toBram.close(), toLotte.close(), house.close()]) })

/** One step of the log as it was sent to a seat (docs/protocol.md, §7). */
interface Step { record?: Buffer; stub?: Buffer; files: Buffer[] }

const typeRecords = 3

const inMap = (value: Value | undefined, key: number) => (value instanceof Map ? value.get(key) : undefined)
const inList = (value: Value | undefined) => (Array.isArray(value) ? value : [])

/** The log as a seat was sent it, by seq. */
function steps(line: Line): Map<number, Step> {
  const log = new Map<number, Step>()
  for (const frame of line.frames()) {
    if (frame[0] !== typeRecords) continue
    const body = decoded(frame.subarray(1))
    inList(inMap(body, 2)).forEach((delivery, at) => {
      const entry = inMap(delivery, 1)
      log.set(Number(inMap(body, 1)) + at, {
        record: inMap(entry, 1) as Buffer, stub: inMap(entry, 2) as Buffer, files: inList(inMap(delivery, 3)) as Buffer[],
      })
    })
  }
  return log
}

/** H(label, file) of docs/protocol.md: how acts name a sealed file. */
function digestOf(file: Buffer): Buffer {
  const hash = createHash('sha256')
  for (const part of [Buffer.from('casusoverleg/v1/file'), file]) {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(part.length)
    hash.update(size).update(part)
  }
  return hash.digest()
}

const said = 'Mevrouw Jansen hoort elke nacht muziek.'

test('who does not sit at an item is sent nothing of it: no sealed byte, no digest, no label', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { person: bram, place } = await comesIn(house, gerda, 'Bram', 'wijkagent', { line: toBram })
  const { person: lotte } = await comesIn(house, gerda, 'Lotte', 'agent', { line: toLotte })
  const item = await described(gerda, [1, place])
  await begun(gerda, item)
  await brought(gerda, item, said, [place])
  await bram.sees((s) => JSON.stringify(s.room).includes(said) && s.room?.items[0]?.label === 'De Dorpsstraat')
  await gerda.does({ do: 'place', party: 'politie-zuidwest-drenthe', function: 'wijkagent te Zuidwolde', post: 'member' })
  const { room } = await lotte.sees((s) => JSON.stringify(s.room).includes('wijkagent te Zuidwolde'))
  expect(JSON.stringify(room)).not.toContain('Dorpsstraat')

  // What Bram was sent and Lotte was not is the item's; everything else is the room's.
  const [brams, lottes] = [steps(toBram), steps(toLotte)]
  expect(lottes.size, 'the whole log came, as far as that place').toBeGreaterThan(8)
  const withheld = [...lottes].filter(([seq, step]) => step.stub !== undefined && brams.get(seq)?.record !== undefined)
  const shared = [...lottes].filter(([seq, step]) => step.record !== undefined && brams.get(seq)?.record?.equals(step.record))
  expect(withheld.length, 'the description, the contribution and more').toBeGreaterThan(3)
  expect(shared.length, 'what is of the room came to both').toBeGreaterThan(3)

  const sent = { bram: Buffer.concat(toBram.frames()), lotte: Buffer.concat(toLotte.frames()) }
  expect([sent.bram, sent.lotte].every((all) => all.includes('wijkagent te Zuidwolde')), 'it is what was sent').toBe(true)
  const files = withheld.flatMap(([seq]) => brams.get(seq)!.files)
  expect(files.length, 'bodies and envelopes of the item').toBeGreaterThan(2)
  const pieces = [...files, ...files.map(digestOf), ...withheld.map(([seq]) => brams.get(seq)!.record!), Buffer.from('behaviour')]
  for (const piece of pieces) {
    const name = piece.subarray(0, 24).toString('latin1')
    expect(sent.bram.includes(piece), `Bram has ${name}`).toBe(true)
    expect(sent.lotte.includes(piece), `Lotte has ${name}`).toBe(false)
  }
  // On the line nobody's text can be read, whoever it is for.
  for (const text of [said, 'De Dorpsstraat', 'Anja Jansen', 'Bewoner A', 'Zonder dit is er geen aanpak.']) {
    expect([sent.bram.includes(text), sent.lotte.includes(text)], text).toEqual([false, false])
  }
  expect([...gerda.errors, ...bram.errors, ...lotte.errors]).toEqual([])
}, 240_000)

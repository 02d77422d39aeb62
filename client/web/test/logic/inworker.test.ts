import { expect, test } from 'vitest'
import type { Request } from '../../src/core/contract.ts'
import { WorkerCore } from '../../src/core/inworker.ts'

/** A worker that says what the test lets it say. */
class Told extends EventTarget {
  readonly asked: string[] = []
  ended = false
  postMessage(message: string) { this.asked.push(message) }
  terminate() { this.ended = true }
  say(event: object) { this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) })) }
}

const decide: Request = { do: 'decide', item: 1, text: 'Eerst een gesprek.' }

function started() {
  const workers: Told[] = []
  const core = new WorkerCore(() => {
    const worker = new Told()
    workers.push(worker)
    return worker as unknown as Worker
  })
  workers[0]!.say({ event: 'ready' })
  return { core, workers }
}

test('when another tab takes the keys, whoever waits for an answer hears so', async () => {
  const { core, workers } = started()
  const answer = core.send(decide)
  workers[0]!.say({ event: 'lost' })
  expect(await answer).toMatchObject({ is: 'problem', code: 'elsewhere' })
  expect(workers[0]!.ended).toBe(true)
  expect(core.snapshot().elsewhere).toBe(true)
})

test('when the room is gone from this device, so does he', async () => {
  const { core, workers } = started()
  const answer = core.send(decide)
  workers[0]!.say({ event: 'snapshot', changes: { ending: 'destroyed' } })
  expect(await answer).toMatchObject({ is: 'problem', code: 'closed' })
  expect(core.snapshot()).toMatchObject({ stage: 'ended', ending: 'destroyed' })
})

test('what is asked after that waits for the new worker, and is answered by it', async () => {
  const { core, workers } = started()
  workers[0]!.say({ event: 'lost' })
  const answer = core.send(decide)
  expect(workers[1]!.asked).toEqual([])
  workers[1]!.say({ event: 'ready' })
  expect(workers[1]!.asked).toHaveLength(1)
  workers[1]!.say({ id: 1, ok: { act: 'a9' } })
  expect(await answer).toEqual({ is: 'ok', act: 'a9' })
})

test('when the program stops, whoever waits or asks later hears so', async () => {
  const { core, workers } = started()
  const answer = core.send(decide)
  workers[0]!.say({ event: 'stopped' })
  expect(await answer).toMatchObject({ is: 'problem', code: 'core' })
  expect(await core.send(decide)).toMatchObject({ is: 'problem', code: 'core' })
})

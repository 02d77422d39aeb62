import type { AnswerTo } from './answer.ts'
import type { Problem, Refusal, Request, Snapshot } from './contract.ts'
import type { Core } from './core.ts'
import { wipedBy } from './endings.ts'
import { packed, unpacked } from './message.ts'

interface Reply { id: number; ok?: object; refusal?: Refusal; problem?: Problem }
interface Event { event: 'ready' | 'stopped' | 'lost' | 'snapshot'; changes?: Partial<Snapshot> }

const problem = (code: Problem['code'], nl: string, en: string): Problem => ({ code, field: '', sentence: { nl, en } })

// In the words of the core, which cannot say them any more.
const stopped = problem('core', 'Het programma is vastgelopen. Laad de pagina opnieuw; wat is opgeslagen, blijft.', 'The program stopped. Reload the page; what was stored stays.')
const elsewhere = problem('elsewhere', 'Het overleg staat al open in een ander tabblad. Ga daarheen of sluit dat tabblad.', 'The meeting is open in another tab. Go there or close that tab.')
const over = problem('closed', 'Het overleg is op dit apparaat gesloten.', 'The meeting was closed on this device.')

const empty: Snapshot = {
  stage: 'start',
  connection: { is: 'connecting', since: 0 },
  now: 0,
  trouble: null,
  elsewhere: false,
  kept: [],
  offered: [],
  profile: null,
  welcome: null,
  waiting: null,
  ending: '',
  room: null,
  pending: [],
  lost: [],
  progress: null,
  unlock: null,
  notice: null,
}

/** The core in its worker. */
export class WorkerCore implements Core {
  stopped = false
  #make: () => Worker
  #worker: Worker
  #snapshot = empty
  #listeners = new Set<() => void>()
  #waiting = new Map<number, (reply: Reply) => void>()
  #last = 0
  #ready: string[] | null = [] // what was asked before the core listened

  constructor(make: () => Worker) {
    this.#make = make
    this.#worker = this.#begin()
  }

  #begin(): Worker {
    const worker = this.#make()
    const heard = (take: () => void) => { if (worker === this.#worker) take() } // not what one that was ended still said
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => heard(() => this.#take(unpacked(data) as Reply | Event)))
    worker.addEventListener('error', () => heard(() => this.#stop()))
    return worker
  }

  send<R extends Request>(request: R): Promise<AnswerTo<R['do']>> {
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, (reply) => resolve(answerIn(reply) as AnswerTo<R['do']>))
      if (this.stopped) return this.#take({ id, problem: stopped })
      const message = packed({ ...request, id })
      if (this.#ready === null) this.#worker.postMessage(message)
      else this.#ready.push(message)
    })
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  snapshot(): Snapshot {
    return this.#snapshot
  }

  end(): void {
    this.#wipe(empty, over)
    location.replace('/')
  }

  /** Nothing of a room stays in the page's memory: the worker ends, what is shown goes,
   * and whoever waits for an answer hears why there is none. */
  #wipe(left: Snapshot, why: Problem): void {
    this.#worker.terminate()
    this.#answerAll(why)
    this.#replace(left)
  }

  #take(message: Reply | Event): void {
    if ('id' in message) {
      this.#waiting.get(message.id)?.(message)
      this.#waiting.delete(message.id)
      return
    }
    switch (message.event) {
      case 'ready':
        for (const asked of this.#ready ?? []) this.#worker.postMessage(asked)
        this.#ready = null
        break
      case 'stopped':
        this.#stop()
        break
      case 'lost':
        this.#lose()
        break
      case 'snapshot':
        this.#changed(message.changes ?? {})
    }
  }

  #changed(changes: Partial<Snapshot>): void {
    const { ending } = changes
    if (ending && wipedBy(ending)) this.#wipe({ ...empty, stage: 'ended', ending }, over)
    else this.#replace({ ...this.#snapshot, ...changes })
  }

  /** Another tab took the keys: the worker that had them ends, and a new one without them waits. */
  #lose(): void {
    this.#wipe({ ...empty, elsewhere: true }, elsewhere)
    this.#ready = []
    this.#worker = this.#begin()
  }

  #stop(): void {
    this.stopped = true
    this.#answerAll(stopped)
    this.#replace({ ...this.#snapshot })
  }

  #answerAll(why: Problem): void {
    for (const id of this.#waiting.keys()) this.#take({ id, problem: why })
  }

  #replace(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    for (const changed of this.#listeners) changed()
  }
}

function answerIn(reply: Reply): object {
  if (reply.refusal) return { is: 'refusal', ...reply.refusal }
  if (reply.problem) return { is: 'problem', ...reply.problem }
  return { is: 'ok', ...reply.ok }
}

import type { AnswerTo } from './answer.ts'
import type { Request, Snapshot } from './contract.ts'

/** The Go core as the page sees it: it answers requests and tells when the
 * snapshot was replaced. A snapshot is never changed in place. */
export interface Core {
  send<R extends Request>(request: R): Promise<AnswerTo<R['do']>>
  /** Calls back after each new snapshot, until the returned function is called. */
  subscribe(changed: () => void): () => void
  snapshot(): Snapshot
  /** Ends the worker, with every key and text in it, and opens the page anew. */
  end(): void
  /** The Go core no longer runs; only reloading the page helps. */
  readonly stopped: boolean
}

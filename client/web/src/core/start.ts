import type { Core } from './core.ts'
import { WorkerCore } from './inworker.ts'
import address from './worker.ts?worker&url'

/** Starts the core. Its address is the only text that this page takes for code. */
export function startCore(): Core {
  const policy = globalThis.trustedTypes?.createPolicy('casusoverleg', { createScriptURL: (url) => url })
  const url = (policy?.createScriptURL(address) ?? address) as string
  return new WorkerCore(() => new Worker(url, { type: 'module', name: 'core' }))
}

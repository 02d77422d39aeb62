// The worker: it starts the Go core, which holds every key, and gets out of the
// way. What page and core say to each other is in contract.ts.
import '../../build/wasm_exec.js'
import { integrity, url } from 'virtual:core'

interface Program { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> }
declare const Go: new () => Program

try {
  const program = new Go()
  const { instance } = await WebAssembly.instantiateStreaming(fetch(url, { integrity }), program.importObject)
  await program.run(instance)
} finally {
  // It never ends by itself: a mistake of the program, or a browser that has no WebAssembly.
  postMessage('{"event":"stopped"}')
}

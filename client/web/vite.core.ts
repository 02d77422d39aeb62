import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const id = 'virtual:core'

/** Puts the Go core among the assets, named after its contents, and tells the
 * worker where it is and what it must be. make builds it first. */
export function core(): Plugin {
  const wasm = readFileSync(new URL('build/core.wasm', import.meta.url))
  const digest = (algorithm: string, form: 'hex' | 'base64') => createHash(algorithm).update(wasm).digest(form)
  const fileName = `assets/core-${digest('sha256', 'hex').slice(0, 16)}.wasm`
  return {
    name: 'core',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) =>
      source === `\0${id}`
        ? `export const url = '/${fileName}'\nexport const integrity = 'sha384-${digest('sha384', 'base64')}'\n`
        : null,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: wasm })
    },
  }
}

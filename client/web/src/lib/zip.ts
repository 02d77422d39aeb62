import { type Zippable, zipSync } from 'fflate'
import type { SavedPart } from '../core/contract.ts'

/** The parts as one zip, the first stored as it is: a document says its type there. */
export function zipped(parts: readonly SavedPart[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = {}
  parts.forEach(({ name, bytes }, at) => { files[name] = [new Uint8Array(bytes), { level: at === 0 ? 0 : 9 }] })
  return zipSync(files) as Uint8Array<ArrayBuffer>
}

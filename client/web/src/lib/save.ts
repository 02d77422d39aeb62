import type { SavedFile } from '../core/contract.ts'

/** Hands a file to the browser to keep. */
export function saveFile(file: SavedFile): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  URL.revokeObjectURL(address)
}

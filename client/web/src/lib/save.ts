import type { SavedFile } from '../core/contract.ts'

/** Hands a file to the browser to keep. */
export async function saveFile(file: SavedFile): Promise<void> {
  const data = file.parts.length > 0 ? (await import('./zip.ts')).zipped(file.parts) : new Uint8Array(file.bytes)
  const address = URL.createObjectURL(new Blob([data], { type: file.type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  URL.revokeObjectURL(address)
}

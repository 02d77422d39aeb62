import type { SavedFile } from '../core/contract.ts'

/** Hands a file to the browser to keep. */
export async function saveFile(file: SavedFile): Promise<void> {
  const address = URL.createObjectURL(new Blob([await contents(file)], { type: file.type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  URL.revokeObjectURL(address)
}

/** What the file holds; what writes it is loaded when somebody asks for such a file. */
async function contents({ bytes, parts, book, calendar }: SavedFile): Promise<Uint8Array<ArrayBuffer>> {
  if (book) return (await import('./workbook.ts')).workbook(book)
  if (calendar) return (await import('./calendar.ts')).calendarFile(calendar)
  if (parts.length > 0) return (await import('./zip.ts')).zipped(parts)
  return new Uint8Array(bytes)
}

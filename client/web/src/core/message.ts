/** A message to or from the core is JSON; a file in it is an object with the one
 * field `$bytes`, in base64. */
export function packed(message: object): string {
  return JSON.stringify(message, (_, value: unknown) => (value instanceof Uint8Array ? { $bytes: base64(value) } : value))
}

export function unpacked(message: string): unknown {
  if (!message.includes('"$bytes"')) return JSON.parse(message)
  return JSON.parse(message, (_, value: unknown) => (isPacked(value) ? bytes(value.$bytes) : value))
}

function isPacked(value: unknown): value is { $bytes: string } {
  return typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string' && Object.keys(value).length === 1
}

const step = 0x8000 // as many arguments as every engine takes

function base64(data: Uint8Array): string {
  let text = ''
  for (let at = 0; at < data.length; at += step) text += String.fromCharCode(...data.subarray(at, at + step))
  return btoa(text)
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** A value of canonical CBOR as the protocol has it: no floats, no indefinite lengths. */
export type Value = number | bigint | boolean | null | string | Buffer | Value[] | Map<Value, Value>

/** Reads one value, which must be all there is. */
export function decoded(data: Buffer): Value {
  const reader = { data, at: 0 }
  const value = next(reader)
  if (reader.at !== data.length) throw new Error('more than one value')
  return value
}

function next(reader: { data: Buffer; at: number }): Value {
  const { data } = reader
  const head = data[reader.at++]!
  const [major, low] = [head >> 5, head & 31]
  if (major === 7) return low === 22 ? null : low === 21
  const size = low < 24 ? low : low === 24 ? data.readUInt8(reader.at) : low === 25 ? data.readUInt16BE(reader.at) : low === 26 ? data.readUInt32BE(reader.at) : data.readBigUInt64BE(reader.at)
  if (low >= 24) reader.at += 1 << (low - 24)
  const count = Number(size)
  switch (major) {
    case 0: return size
    case 1: return -1 - count
    case 2: return data.subarray(reader.at, reader.at += count)
    case 3: return data.subarray(reader.at, reader.at += count).toString('utf8')
    case 4: return Array.from({ length: count }, () => next(reader))
    case 5: return new Map(Array.from({ length: count }, () => [next(reader), next(reader)] as const))
  }
  throw new Error(`CBOR of a kind that the protocol has not: ${major}`)
}

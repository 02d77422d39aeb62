// Takes out of the Go core what only a stack trace would show: the names of functions,
// which line of which file each instruction is from, and how arguments are printed; and
// where the system may interrupt a goroutine, which it never does here. Nobody is shown a
// trace (a core that stops says so and no more). The linker's own -s and -w leave them in.
// Then puts the data together that the linker cut apart. Together these are a seventh of
// what a first visit loads.
//
//   node strip.mjs CORE.wasm
//
// What is emptied is the runtime's table of functions, pclntab (go.dev/s/go12symtab;
// the fields are those of runtime.pcHeader and runtime._func, the numbers those of
// internal/abi/symtab.go). The runtime takes an offset of 0 in it for "not known". A
// layout that this does not know stays whole.
import { readFileSync, writeFileSync } from 'node:fs'

const magic = 0xfffffff1 // of Go 1.20 and later
const unsafePoint = 0 // PCDATA
const argumentInfo = [5, 6] // FUNCDATA: ArgInfo and ArgLiveInfo
const none = 0xffffffff // no such FUNCDATA
const [fixedPlace, end] = [0x41, 0x0b] // i32.const and end, the place of a piece of data (WebAssembly, 5.4)
const apart = 4096 // zeroes between two pieces of data that stay apart
const file = process.argv[2]
const wasm = readFileSync(file)

const data = dataOf(wasm)
const memory = memoryOf(data.pieces)
const at = tableIn(memory)
if (at < 0) console.error('strip: this Go has another table of functions; the core keeps it, and is larger')
else emptied(memory, at)
writeFileSync(file, Buffer.concat([wasm.subarray(0, data.from), section(11, joined(memory)), wasm.subarray(data.to)]))

/** An unsigned number in LEB128, and where it ends. */
function number(bytes, start) {
  let value = 0
  let end = start
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[end++]
    value += (byte & 127) * factor
    if (byte < 128) return [value, end]
  }
}

/** The same number, written. */
function written(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}

/** The same, for an address: a number with a sign. */
function signed(value) {
  const bytes = []
  for (; value > 63; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}

function section(id, content) {
  return Buffer.concat([Buffer.from([id]), written(content.length), content])
}

/** The data section: where it is, and the pieces of memory in it. */
function dataOf(bytes) {
  for (let from = 8; from < bytes.length; ) {
    const [length, start] = number(bytes, from + 1)
    if (bytes[from] === 11) return { from, to: start + length, pieces: piecesOf(bytes, start) }
    from = start + length
  }
  throw new Error('strip: no data section')
}

function piecesOf(bytes, start) {
  let [count, at] = number(bytes, start)
  const found = []
  for (; count > 0; count--) {
    if (bytes[at] !== 0 || bytes[at + 1] !== fixedPlace) throw new Error('strip: data that is not put at a fixed place')
    const [address, afterAddress] = number(bytes, at + 2)
    if (bytes[afterAddress] !== end) throw new Error('strip: data that is not put at a fixed place')
    const [length, from] = number(bytes, afterAddress + 1)
    found.push({ address, bytes: bytes.subarray(from, from + length) })
    at = from + length
  }
  return found
}

/** Memory as it is when the core starts. */
function memoryOf(pieces) {
  const whole = Buffer.alloc(Math.max(...pieces.map(({ address, bytes }) => address + bytes.length)))
  for (const { address, bytes } of pieces) bytes.copy(whole, address)
  return whole
}

/** Memory as a data section of few pieces. The linker cuts it at every few zeroes, into
 * a hundred thousand; where each goes costs more than the zeroes, once compressed. */
function joined(whole) {
  const pieces = []
  for (let from = 0, at = 0; at < whole.length; at++) {
    if (whole[at] !== 0 && (pieces.length === 0 || at - pieces.at(-1).to >= apart)) pieces.push({ from: at, to: at + 1 })
    else if (whole[at] !== 0) pieces.at(-1).to = at + 1
  }
  const parts = pieces.flatMap(({ from, to }) =>
    [Buffer.from([0, fixedPlace]), signed(from), Buffer.from([end]), written(to - from), whole.subarray(from, to)])
  return Buffer.concat([written(pieces.length), ...parts])
}

/** Where the table begins: its magic number, two zeroes, and the sizes that wasm has. */
function tableIn(bytes) {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 1, 8])
  head.writeUInt32LE(magic)
  const first = bytes.indexOf(head)
  return first >= 0 && bytes.indexOf(head, first + 1) < 0 ? first : -1
}

function emptied(bytes, table) {
  const word = (k) => Number(bytes.readBigUInt64LE(table + 8 + 8 * k))
  const [functions, names, pairs, entries] = [word(0), table + word(3), table + word(6), table + word(7)]
  const kept = new Set()
  const dropped = new Set()
  for (let i = 0; i < functions; i++) {
    const f = entries + bytes.readUInt32LE(entries + 8 * i + 4)
    const [name, stack, files, lines, unit, firstLine, tables] = [f + 4, f + 16, f + 20, f + 24, f + 32, f + 36, f + 44]
    const [tableCount, infoCount] = [bytes.readUInt32LE(f + 28), bytes[f + 43]]
    const drop = (field) => {
      dropped.add(bytes.readUInt32LE(field))
      bytes.writeUInt32LE(0, field)
    }
    for (const field of [files, lines]) drop(field)
    if (tableCount > unsafePoint) drop(tables + 4 * unsafePoint)
    kept.add(bytes.readUInt32LE(stack))
    for (let k = 0; k < tableCount; k++) kept.add(bytes.readUInt32LE(tables + 4 * k))
    for (const field of [name, unit, firstLine]) bytes.writeUInt32LE(0, field)
    for (const k of argumentInfo) if (k < infoCount) bytes.writeUInt32LE(none, tables + 4 * (tableCount + k))
  }
  // Equal tables are stored once: one that something else uses as well stays.
  for (const offset of dropped) if (!kept.has(offset)) bytes.fill(0, pairs + offset, endOfPairs(bytes, pairs + offset))
  bytes.fill(0, names, pairs) // and between them which file is which
}

/** A table of pairs (value, length) ends with a zero value that is not its first. */
function endOfPairs(bytes, start) {
  for (let at = start, first = true; ; first = false) {
    const [value, afterValue] = number(bytes, at)
    if (value === 0 && !first) return afterValue
    at = number(bytes, afterValue)[1]
  }
}

// Takes out of the Go core what only a stack trace would show: the names of functions
// and which line of which file each instruction is from. Nobody is shown a trace (a
// core that stops says so and no more), and they are a tenth of what a first visit
// loads. The linker's own -s and -w leave them in.
//
//   node strip.mjs CORE.wasm
//
// What is emptied is the runtime's table of functions, pclntab (go.dev/s/go12symtab;
// the fields are those of runtime.pcHeader and runtime._func). The runtime takes an
// offset of 0 in it for "not known". A layout that this does not know stays whole.
import { readFileSync, writeFileSync } from 'node:fs'

const magic = 0xfffffff1 // of Go 1.20 and later
const file = process.argv[2]
const wasm = readFileSync(file)

const data = dataOf(wasm)
const { memory, restore } = memoryOf(data)
const at = tableIn(memory)
if (at < 0) {
  console.error('strip: this Go has another table of functions; the core keeps it, and is larger')
} else {
  emptied(memory, at)
  restore()
  writeFileSync(file, wasm)
}

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

/** The data section: pieces of memory, by where they go and where they are. */
function dataOf(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at]
    const [length, start] = number(bytes, at + 1)
    if (id === 11) return pieces(bytes, start)
    at = start + length
  }
  throw new Error('strip: no data section')
}

function pieces(bytes, start) {
  let [count, at] = number(bytes, start)
  const found = []
  for (; count > 0; count--) {
    if (bytes[at] !== 0 || bytes[at + 1] !== 0x41) throw new Error('strip: data that is not put at a fixed place') // i32.const
    const [address, afterAddress] = number(bytes, at + 2)
    if (bytes[afterAddress] !== 0x0b) throw new Error('strip: data that is not put at a fixed place') // end
    const [length, from] = number(bytes, afterAddress + 1)
    found.push({ address, length, from })
    at = from + length
  }
  return found
}

/** Memory as it is when the core starts, and how to put it back into the file. */
function memoryOf(parts) {
  const memory = Buffer.alloc(Math.max(...parts.map((p) => p.address + p.length)))
  for (const p of parts) wasm.copy(memory, p.address, p.from, p.from + p.length)
  const restore = () => { for (const p of parts) memory.copy(wasm, p.from, p.address, p.address + p.length) }
  return { memory, restore }
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
  const [functions, names, units, pairs, entries] = [word(0), table + word(3), table + word(4), table + word(6), table + word(7)]
  const kept = new Set()
  const dropped = new Set()
  for (let i = 0; i < functions; i++) {
    const f = entries + bytes.readUInt32LE(entries + 8 * i + 4)
    const [name, stack, files, lines, tables, firstLine] = [f + 4, f + 16, f + 20, f + 24, f + 28, f + 36]
    kept.add(bytes.readUInt32LE(stack))
    for (let k = 0; k < bytes.readUInt32LE(tables); k++) kept.add(bytes.readUInt32LE(f + 44 + 4 * k))
    for (const field of [files, lines]) dropped.add(bytes.readUInt32LE(field))
    for (const field of [name, files, lines, firstLine]) bytes.writeUInt32LE(0, field)
  }
  // Equal tables are stored once: one that something else uses as well stays.
  for (const offset of dropped) if (!kept.has(offset)) bytes.fill(0, pairs + offset, endOfPairs(bytes, pairs + offset))
  bytes.fill(0, names, units)
}

/** A table of pairs (value, length) ends with a zero value that is not its first. */
function endOfPairs(bytes, start) {
  for (let at = start, first = true; ; first = false) {
    const [value, afterValue] = number(bytes, at)
    if (value === 0 && !first) return afterValue
    at = number(bytes, afterValue)[1]
  }
}

// Finishes what vite built in dist: the page says what its scripts and styles must
// be, and every file gets its compressed forms beside it, which the server sends as
// they are. Prints what a first visit takes, and fails when that is too much.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const dist = here('dist/')
const cache = here('build/compressed/')
const most = 1_975_000 // bytes of a first visit, without headers: with them it stays under 2 MB

/** Adds the digest of every script and style that the page names. */
function withIntegrity(html) {
  return html.replaceAll(/<(script|link)\b[^>]*?\b(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g, (tag, _, path) => {
    const digest = createHash('sha384').update(readFileSync(dist + path.slice(1))).digest('base64')
    return `${tag} integrity="sha384-${digest}"`
  })
}

/** Compresses, or takes what was compressed before: the core takes half a minute. */
function compressed(data, form, compress) {
  const kept = `${cache}${createHash('sha256').update(data).digest('hex')}.${form}`
  if (!existsSync(kept)) writeFileSync(kept, compress(data))
  return readFileSync(kept)
}

const brotli = (data) =>
  brotliCompressSync(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    },
  })

/** Files of a first visit: not those that the page loads when somebody asks for what is in them. */
function isFirst(name, manifest) {
  const first = new Set()
  const walk = (key) => {
    if (first.has(manifest[key].file)) return
    first.add(manifest[key].file)
    manifest[key].imports?.forEach(walk)
  }
  Object.keys(manifest).filter((key) => manifest[key].isEntry).forEach(walk)
  const later = Object.values(manifest).filter(({ file }) => !first.has(file) && file.endsWith('.js'))
  return !later.some(({ file }) => file === name)
}

const manifest = JSON.parse(readFileSync(`${dist}manifest.json`, 'utf8'))
rmSync(`${dist}manifest.json`)
mkdirSync(cache, { recursive: true })
writeFileSync(`${dist}index.html`, withIntegrity(readFileSync(`${dist}index.html`, 'utf8')))
if (process.argv.includes('--uncompressed')) process.exit()
let total = 0
const kilobytes = (n) => `${(n / 1000).toFixed(1).padStart(8)} kB`
for (const name of readdirSync(dist, { recursive: true }).sort()) {
  if (!/\.(html|js|css|wasm|svg)$/.test(name)) continue
  const data = readFileSync(dist + name)
  const br = compressed(data, 'br', brotli)
  writeFileSync(`${dist + name}.br`, br)
  writeFileSync(`${dist + name}.gz`, compressed(data, 'gz', (d) => gzipSync(d, { level: 9 })))
  const first = isFirst(name, manifest)
  if (first) total += br.length
  console.log(`${kilobytes(data.length)} ${kilobytes(br.length)} br  ${name}${first ? '' : ' (later)'}`)
}
console.log(`${' '.repeat(12)}${kilobytes(total)} br  at first, of at most${kilobytes(most)}`)
if (total > most) process.exitCode = 1

// Makes src/core/contract.ts from the schema that the Go core's types give
// (go test ./client/page -run Contract -update writes that).
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'

const from = new URL('../../page/contract.schema.json', import.meta.url)
const to = new URL('../src/core/contract.ts', import.meta.url)

/** A reference with words of its own would become a type of its own: the words stay
 * with the field, and the type is named. */
function named(node) {
  if (Array.isArray(node)) return node.map(named)
  if (node === null || typeof node !== 'object') return node
  const { $ref, description, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, named(value)]))
  if (node.oneOf) {
    const words = node.oneOf.find((one) => one.description)?.description ?? description
    return { ...rest, oneOf: rest.oneOf.map((one) => (one.$ref || one.tsType ? { tsType: one.tsType ?? nameIn(one.$ref) } : { type: one.type })), ...(words && { description: words }) }
  }
  if ($ref === undefined) return { ...rest, ...(description && { description }) }
  return { tsType: nameIn($ref), ...(description && { description }) }
}

const nameIn = (ref) => ref.slice(ref.lastIndexOf('/') + 1)

/** The text of contract.ts for a schema. */
export async function contractOf(schema) {
  const digest = createHash('sha256').update(schema).digest('hex')
  const types = await compile(named(JSON.parse(schema)), 'Contract', {
    additionalProperties: false,
    unreachableDefinitions: true,
    bannerComment: `/* Made from client/page by npm run contract; do not change it by hand.
 *
 * Acts are named by their hash in lower-case hex; times are milliseconds since
 * 1970 UTC by the server's clock; days count from 1970-01-01. A list is never
 * null, and what is absent is 0 or empty. See client/page for what each says.
 *
 * Schema ${digest}
 */`,
    style: { semi: false, singleQuote: true, printWidth: 120 },
    unknownAny: true,
  })
  return types
    .replaceAll(/(?: \*\n)? \* This interface was referenced by `Contract`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g, '')
    .replaceAll(/\/\*\*\n \*\/\n/g, '')
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const types = await contractOf(readFileSync(from, 'utf8'))
  if (process.argv.includes('--check')) {
    if (types !== readFileSync(to, 'utf8')) throw new Error('src/core/contract.ts is not current: npm run contract')
  } else {
    writeFileSync(to, types)
  }
}

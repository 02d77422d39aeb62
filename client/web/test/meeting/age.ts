import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Opens a package with the age command of Filippo Valsorda, which asks for the
 * passphrase of the key at a terminal: script gives it one. */
export function opensWithAge(file: string, key: { file: string; passphrase: string }): string {
  const age = process.env['AGE_BIN']
  if (age === undefined) throw new Error('AGE_BIN names the age command: make age')
  const directory = mkdtempSync(join(tmpdir(), 'age-'))
  try {
    const page = join(directory, 'page.html')
    const ran = spawnSync('script', ['-qec', `'${age}' -d -i '${key.file}' -o '${page}' '${file}'`, '/dev/null'], { input: `${key.passphrase}\n`, encoding: 'utf8', timeout: 60_000 })
    if (ran.status !== 0) throw new Error(`age: ${ran.status} ${ran.stdout} ${ran.stderr}`)
    return readFileSync(page, 'utf8')
  } finally {
    rmSync(directory, { recursive: true })
  }
}

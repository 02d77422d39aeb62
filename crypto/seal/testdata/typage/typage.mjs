// age-encryption (typage) as a command: what the interop test of crypto/seal asks of it.
//
//   keygen                               an identity on the first line, its recipient on the second
//   seal    recipient KEY                standard input to standard output, sealed to KEY
//   seal    passphrase KEY [WORK]        the same; WORK is the logarithm of the scrypt work
//   open    identity|passphrase KEY      and back
import { readFileSync, writeFileSync } from 'node:fs'
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'

const [verb, kind, key, work] = process.argv.slice(2)
const input = () => new Uint8Array(readFileSync(0))
const output = (data) => writeFileSync(1, data)

switch (`${verb} ${kind ?? ''}`.trim()) {
  case 'keygen': {
    const identity = await generateHybridIdentity()
    output(`${identity}\n${await identityToRecipient(identity)}\n`)
    break
  }
  case 'seal recipient': {
    const e = new Encrypter()
    e.addRecipient(key)
    output(await e.encrypt(input()))
    break
  }
  case 'seal passphrase': {
    const e = new Encrypter()
    e.setPassphrase(key)
    if (work !== undefined) e.setScryptWorkFactor(Number(work))
    output(await e.encrypt(input()))
    break
  }
  case 'open identity': {
    const d = new Decrypter()
    d.addIdentity(key)
    output(await d.decrypt(input()))
    break
  }
  case 'open passphrase': {
    const d = new Decrypter()
    d.addPassphrase(key)
    output(await d.decrypt(input()))
    break
  }
  default:
    throw new Error(`unknown: ${process.argv.slice(2, 4).join(' ')}`)
}

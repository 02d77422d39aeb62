/** A passkey that the browser evaluates for us: for the same salt it gives the same
 * 32 bytes, which no one else can make (WebAuthn Level 3, §10.1.4, extension prf). */
export interface Passkey { id: Uint8Array; secret: Uint8Array }

/** Why there is none: the person or the browser stopped it, or the authenticator
 * does not evaluate. */
export type NoPasskey = 'stopped' | 'unable'

interface Evaluated { prf?: { enabled?: boolean; results?: { first?: BufferSource } } }

/** Whether this address and this browser have passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && isSecureContext && !/^[\d.]+$|:/.test(location.hostname)
}

/** Makes a passkey, and evaluates it for a salt. */
export async function makePasskey(salt: Uint8Array, name: string): Promise<Passkey | NoPasskey> {
  const made = await credential(() => navigator.credentials.create({
    publicKey: {
      rp: { name }, user: { id: random(), name, displayName: name }, challenge: random(),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -8 }, { type: 'public-key', alg: -257 }],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
    },
  }))
  if (made === null) return 'stopped'
  const { prf } = made.getClientExtensionResults() as Evaluated
  const id = new Uint8Array(made.rawId)
  if (prf?.results?.first) return { id, secret: bytes(prf.results.first) }
  return prf?.enabled === true ? askPasskey(id, salt) : 'unable' // some evaluate only when asked
}

/** Asks for a passkey, and evaluates it for a salt. */
export async function askPasskey(id: Uint8Array, salt: Uint8Array): Promise<Passkey | NoPasskey> {
  const given = await credential(() => navigator.credentials.get({
    publicKey: {
      challenge: random(), allowCredentials: [{ type: 'public-key', id: id as BufferSource }], userVerification: 'required',
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
    },
  }))
  if (given === null) return 'stopped'
  const first = (given.getClientExtensionResults() as Evaluated).prf?.results?.first
  return first ? { id, secret: bytes(first) } : 'unable'
}

async function credential(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return await ask() as PublicKeyCredential | null
  } catch {
    return null // the browser does not say why, for privacy
  }
}

const random = () => crypto.getRandomValues(new Uint8Array(32))

function bytes(source: BufferSource): Uint8Array {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
}

import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { env } from '../env'

export type Keyring = { newest: string; sealing: Map<string, KeyObject>; indexing: KeyObject }

const store = globalThis as { counterfoilKeyring?: { source: string; ring: Keyring } }

/** Keys by id, the newest first in ENCRYPTION_KEYS. The blind index hangs on the oldest, so that rotation keeps it. */
export function keyring(source: string = env().ENCRYPTION_KEYS): Keyring {
  if (store.counterfoilKeyring?.source !== source) store.counterfoilKeyring = { source, ring: parseKeyring(source) }
  return store.counterfoilKeyring.ring
}

function parseKeyring(source: string): Keyring {
  const pairs = source.split(',').map((pair) => {
    const [id, text] = [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]
    const secret = Buffer.from(text, 'base64')
    if (secret.length !== 32) throw new Error(`ENCRYPTION_KEYS: key "${id}" is ${secret.length} bytes, wants 32`)
    return { id, secret }
  })
  const oldest = pairs.at(-1)
  if (!oldest || !pairs[0]) throw new Error('ENCRYPTION_KEYS holds no key')
  const index = Buffer.from(hkdfSync('sha256', oldest.secret, '', 'counterfoil blind index', 32))
  return {
    newest: pairs[0].id,
    sealing: new Map(pairs.map(({ id, secret }) => [id, createSecretKey(secret)])),
    indexing: createSecretKey(index),
  }
}

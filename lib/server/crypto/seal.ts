import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto'
import { keyring } from './keyring'

/** Where a sealed value lies. It opens nowhere else: a value copied to another row or tenant is refused. */
export type Place = { marketplaceId: string; table: string; column: string; row: string }

const prefix = 'sealed'
const ivPool = Buffer.allocUnsafe(12 * 512)
let ivNext = ivPool.length

/** AES-256-GCM under the newest key: `sealed:<key id>:<base64url of iv ‖ tag ‖ ciphertext>`. */
export function seal(place: Place, clear: string): string {
  const { keyId, parts } = encrypt(place, clear)
  return `${prefix}:${keyId}:${Buffer.concat(parts).toString('base64url')}`
}

/** Throws when the value was not sealed for this place or its key is not in ENCRYPTION_KEYS. */
export function open(place: Place, sealed: string): string {
  const [mark, keyId, text] = sealed.split(':')
  if (mark !== prefix || !keyId || !text) throw new Error('Not a sealed value')
  return decrypt(place, keyId, Buffer.from(text, 'base64url')).toString('utf8')
}

/** The same for bytes: `sealed:<key id>:` and then iv ‖ tag ‖ ciphertext as they are, for columns of bytes. */
export function sealBytes(place: Place, clear: Uint8Array): Buffer {
  const { keyId, parts } = encrypt(place, clear)
  return Buffer.concat([Buffer.from(`${prefix}:${keyId}:`), ...parts])
}

export function openBytes(place: Place, sealed: Buffer): Buffer {
  const end = sealed.indexOf(':', prefix.length + 1)
  const [mark, keyId] = sealed.subarray(0, end).toString('latin1').split(':')
  if (end < 0 || mark !== prefix || !keyId) throw new Error('Not a sealed value')
  return decrypt(place, keyId, sealed.subarray(end + 1))
}

export function isSealed(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(`${prefix}:`)
}

/** The id of the key a value was sealed under, for rotation. */
export function sealedUnder(value: string): string | undefined {
  return isSealed(value) ? value.split(':')[1] : undefined
}

/** A keyed hash that finds a value without keeping it: equal texts of one tenant have equal hashes. */
export function blindIndex(marketplaceId: string, text: string): string {
  return createHmac('sha256', keyring().indexing)
    .update(`${marketplaceId}\n${text.trim().toLowerCase()}`)
    .digest('base64url')
}

function encrypt(place: Place, clear: string | Uint8Array): { keyId: string; parts: Buffer[] } {
  const { newest, sealing } = keyring()
  const key = sealing.get(newest)
  if (!key) throw new Error('The newest encryption key is missing')
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(boundTo(place))
  const body = typeof clear === 'string' ? cipher.update(clear, 'utf8') : cipher.update(clear)
  const rest = cipher.final()
  return { keyId: newest, parts: [iv, cipher.getAuthTag(), body, rest] }
}

function decrypt(place: Place, keyId: string, bytes: Buffer): Buffer {
  const key = keyring().sealing.get(keyId)
  if (!key) throw new Error(`Sealed under key "${keyId}", which is not in ENCRYPTION_KEYS`)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(boundTo(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}

function boundTo({ marketplaceId, table, column, row }: Place): Buffer {
  return Buffer.from(`${marketplaceId}\n${table}\n${column}\n${row}`)
}

/** Random bytes are drawn by the page: one system call for 512 seals. */
function nextIv(): Buffer {
  if (ivNext >= ivPool.length) {
    randomFillSync(ivPool)
    ivNext = 0
  }
  const iv = Buffer.from(ivPool.subarray(ivNext, ivNext + 12))
  ivNext += 12
  return iv
}

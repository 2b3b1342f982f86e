import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto'
import { keyring } from './keyring'

/** Where a sealed value lies. It opens nowhere else: a value copied to another row or tenant is refused. */
export type Place = { marketplaceId: string; table: string; column: string; row: string }

const prefix = 'sealed'
const ivPool = Buffer.allocUnsafe(12 * 512)
let ivNext = ivPool.length

/** AES-256-GCM under the newest key: `sealed:<key id>:<base64url of iv ‖ tag ‖ ciphertext>`. */
export function seal(place: Place, clear: string): string {
  const { newest, sealing } = keyring()
  const key = sealing.get(newest)
  if (!key) throw new Error('The newest encryption key is missing')
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(boundTo(place))
  const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()])
  return `${prefix}:${newest}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** Throws when the value was not sealed for this place or its key is not in ENCRYPTION_KEYS. */
export function open(place: Place, sealed: string): string {
  const [mark, keyId, text] = sealed.split(':')
  if (mark !== prefix || !keyId || !text) throw new Error('Not a sealed value')
  const key = keyring().sealing.get(keyId)
  if (!key) throw new Error(`Sealed under key "${keyId}", which is not in ENCRYPTION_KEYS`)
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(boundTo(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
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

import { createHmac } from 'node:crypto'

/** RFC 6238 with the figures that every authenticator knows: SHA-1, six digits, thirty seconds. */
export const totpSeconds = 30
const digits = 6
/** So many steps before and after: clocks are not all right. */
const slack = 1
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Which step of time an instant lies in. */
export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / totpSeconds)
}

/** The code of a step (RFC 4226, 5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * The step whose code this is, near `at` and later than `lastStep`, the last one that was used; null where there is none.
 * All steps are tried whatever fits, so that the time taken tells nothing.
 */
export function stepOf(secret: Uint8Array, code: string, at: Date, lastStep: number): number | null {
  const now = stepAt(at)
  const steps = Array.from({ length: 2 * slack + 1 }, (_, nth) => now - slack + nth)
  const fitting = steps.filter((step) => codeOf(secret, step) === code && step > lastStep)
  return fitting[0] ?? null
}

/** As authenticators take it by hand (RFC 4648, without padding). */
export function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

/** What the picture for the authenticator says ("Key Uri Format"). */
export function enrolAddress(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}

/** "ABCDE-FGHIJ" in small letters or without the line is the same code. */
export function plainRecoveryCode(text: string): string {
  return text.toUpperCase().replace(/[^A-Z2-7]/g, '')
}

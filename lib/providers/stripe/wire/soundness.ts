import type { UnsoundReason } from '@/lib/providers/port'
import { isExactNumber, longNumber, parseExact } from './exact-json'

/** A single object of Stripe's is a few kilobytes; what is a hundred times that is no object of Stripe's. */
export const maxObjectBytes = 512 * 1024

/** With the u flag a pair counts as one character, so only a lone half matches. */
const loneSurrogate = /\p{Surrogate}/u
const int8Max = 2n ** 63n - 1n
/** Only these escapes can write a character that Postgres refuses. */
const suspiciousEscape = /\\u(0000|[dD][89a-fA-F])/

export type Sound = { ok: true; value: unknown } | { ok: false; reason: UnsoundReason }

/** Parses bytes that are to become jsonb, or says why they may not. */
export function readSound(bytes: Buffer, limit = maxObjectBytes): Sound {
  if (bytes.length > limit) return { ok: false, reason: 'oversize' }
  if (bytes.includes(0)) return { ok: false, reason: 'nul' }
  const text = bytes.toString('utf8')
  // A replacement character appears where the bytes are no UTF-8 (or, rarely, where the sender wrote one himself).
  if (text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes)) return { ok: false, reason: 'not_utf8' }
  let value: unknown
  try {
    value = parseExact(text)
  } catch {
    return { ok: false, reason: 'not_json' }
  }
  const reason = suspiciousEscape.test(text) || longNumber.test(text) ? findUnsound(value) : null
  return reason ? { ok: false, reason } : { ok: true, value }
}

function findUnsound(value: unknown): UnsoundReason | null {
  if (typeof value === 'string') return textFault(value)
  if (isExactNumber(value)) return exactFault(value.rawJSON)
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'impossible_number'
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const reason = textFault(key) ?? findUnsound(inner)
    if (reason) return reason
  }
  return null
}

function textFault(text: string): UnsoundReason | null {
  if (text.includes('\0')) return 'nul'
  return loneSurrogate.test(text) ? 'lone_surrogate' : null
}

/** Whole numbers must fit eight bytes; decimals (rates) may be long but not astronomical. */
function exactFault(source: string): UnsoundReason | null {
  if (/^-?\d+$/.test(source)) {
    const whole = BigInt(source)
    return whole > int8Max || whole < -int8Max ? 'impossible_number' : null
  }
  const size = Math.abs(Number(source))
  return size < 1e15 && source.length <= 40 ? null : 'impossible_number'
}

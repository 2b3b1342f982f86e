import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookVerdict } from '../port'
import { factsFromEvent } from './facts/facts-from-event'
import { isObject } from './wire/exact-json'
import { readSound } from './wire/soundness'

/** Stripe's tolerance, in both directions: a signature from the future is as wrong as an old one. */
export const toleranceSeconds = 300
/** An event is one object with its previous attributes. */
export const maxEventBytes = 1024 * 1024

type Signature = { at: number; v1: Buffer[] }

/**
 * Checks `Stripe-Signature` (t=…,v1=…, several v1 while a secret is rolled) over the raw body with any of the secrets,
 * against the machine's clock; then reads the event. https://docs.stripe.com/webhooks#verify-manually
 */
export function verifyWebhook(
  body: Buffer,
  header: string | null,
  secrets: readonly string[],
  wallNow: Date,
  platformAccountId: string,
): WebhookVerdict {
  if (!header) return { ok: false, reason: 'signature_missing' }
  const signature = parseHeader(header)
  if (!signature) return { ok: false, reason: 'signature_malformed' }
  if (!secrets.some((secret) => signs(secret, signature, body))) return { ok: false, reason: 'signature_wrong' }
  const age = Math.floor(wallNow.getTime() / 1000) - signature.at
  if (age > toleranceSeconds) return { ok: false, reason: 'signature_old' }
  if (age < -toleranceSeconds) return { ok: false, reason: 'signature_future' }
  return { ok: true, body: readEvent(body, platformAccountId) }
}

type ReadEvent = Extract<WebhookVerdict, { ok: true }>['body']

function readEvent(body: Buffer, platformAccountId: string): ReadEvent {
  const read = readSound(body, maxEventBytes)
  if (!read.ok) return { unsound: read.reason }
  try {
    return isObject(read.value)
      ? { event: factsFromEvent(read.value, platformAccountId) }
      : { unsound: 'not_understood' }
  } catch {
    return { unsound: 'not_understood' }
  }
}

function parseHeader(header: string): Signature | null {
  const parts = header.split(',').map((part) => part.trim().split('='))
  const at = parts.find(([key]) => key === 't')?.[1]
  const v1 = parts.filter(([key]) => key === 'v1').map(([, hex]) => hex ?? '')
  if (at === undefined || !/^\d{1,12}$/.test(at) || !v1.some((hex) => /^[0-9a-f]{64}$/.test(hex))) return null
  return { at: Number(at), v1: v1.filter((hex) => hex.length === 64).map((hex) => Buffer.from(hex, 'hex')) }
}

function signs(secret: string, { at, v1 }: Signature, body: Buffer): boolean {
  const wanted = createHmac('sha256', secret).update(`${at}.`).update(body).digest()
  return v1.some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
}

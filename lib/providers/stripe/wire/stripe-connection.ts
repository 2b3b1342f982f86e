import Stripe from 'stripe'
import type { RawObject } from '@/lib/domain/provider/facts'
import type { RequestCounts, UnsoundReason } from '@/lib/providers/port'
import { ProviderRefused } from '../../errors'
import { callWithRetry, patient, type RetryPolicy, type Wire } from './call-with-retry'
import { isObject } from './exact-json'
import { type RawAnswer, RawHttpClient } from './raw-http-client'
import { readSound } from './soundness'
import { ownShare, type TokenBucket, tokenBucket } from './token-bucket'

export type StripeOptions = {
  apiKey: string
  /** Where Stripe is: https://api.stripe.com, or a server of the same shape. */
  apiUrl: string
  /** Read requests per second that Stripe grants this platform. */
  readRate: number
  livemode: boolean
  platformAccountId: string
  timeoutMs?: number
  maxSockets?: number
  retry?: RetryPolicy
}

export type StripeConnection = {
  stripe: Stripe
  wire: Wire
  livemode: boolean
  platformAccountId: string
  /** Request options for the account: the platform itself is asked without the header. */
  as(accountId: string): Stripe.RequestOptions
}

const buckets = globalThis as { counterfoilStripeBuckets?: Map<string, TokenBucket> }

/** Opens the SDK on our own HTTP client, with one token bucket per key in this process. */
export function openConnection(options: StripeOptions): StripeConnection {
  const url = new URL(options.apiUrl)
  const plain = url.protocol === 'http:'
  const stripe = new Stripe(options.apiKey, {
    host: url.hostname,
    port: url.port === '' ? (plain ? 80 : 443) : Number(url.port),
    protocol: plain ? 'http' : 'https',
    httpClient: new RawHttpClient(options.maxSockets ?? 24),
    maxNetworkRetries: 0,
    timeout: options.timeoutMs ?? 20_000,
    telemetry: false,
    appInfo: { name: 'counterfoil' },
  })
  const counts: RequestCounts = { requests: 0, throttled: 0 }
  const wire = { bucket: bucketFor(options), counts, retry: options.retry ?? patient }
  const { livemode, platformAccountId } = options
  const as = (accountId: string) => (accountId === platformAccountId ? {} : { stripeAccount: accountId })
  return { stripe, wire, livemode, platformAccountId, as }
}

export type ReadObject =
  | { ok: true; raw: RawObject; startedAt: Date; requestId: string | null }
  | { ok: false; reason: UnsoundReason; body: Buffer }

/** One object through the SDK, with every digit, or its bytes where it may not become jsonb. */
export async function readObject(wire: Wire, accountId: string, call: () => Promise<unknown>): Promise<ReadObject> {
  const { answer, startedAt } = await callWithRetry(wire, accountId, call as () => Promise<{ lastResponse: unknown }>)
  return objectOf(answer, startedAt)
}

/** The same for an object that may not be there: null where Stripe denies it. */
export async function existing(read: () => Promise<ReadObject>): Promise<ReadObject | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ProviderRefused && error.status === 404) return null
    throw error
  }
}

function objectOf(answer: RawAnswer, startedAt: Date): ReadObject {
  const read = readSound(answer.body)
  if (!read.ok) return { ok: false, reason: read.reason, body: answer.body }
  if (!isObject(read.value)) return { ok: false, reason: 'not_understood', body: answer.body }
  return { ok: true, raw: read.value, startedAt, requestId: answer.requestId ?? null }
}

function bucketFor({ apiKey, apiUrl, readRate }: StripeOptions): TokenBucket {
  buckets.counterfoilStripeBuckets ??= new Map()
  const key = `${apiUrl} ${apiKey} ${readRate}`
  const known = buckets.counterfoilStripeBuckets.get(key)
  if (known) return known
  const bucket = tokenBucket(readRate * ownShare)
  buckets.counterfoilStripeBuckets.set(key, bucket)
  return bucket
}

import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import type { RequestCounts } from '@/lib/providers/port'
import { AccountUnreachable, ProviderRefused, ProviderUnavailable } from '../../errors'
import type { RawAnswer } from './raw-http-client'
import type { TokenBucket } from './token-bucket'

export type Wire = { bucket: TokenBucket; counts: RequestCounts; retry: RetryPolicy }
export type RetryPolicy = { attempts: number; baseMs: number; capMs: number }
export const patient: RetryPolicy = { attempts: 8, baseMs: 250, capMs: 15_000 }

type Answered = { lastResponse: unknown }

/**
 * One call through the SDK: waits for a token, tries again on 429, 5xx, 409 and broken connections with exponential
 * back-off and full jitter, and hands back the bytes. A body that a reader rejects (`accept`) counts as a broken answer.
 */
export async function callWithRetry(
  wire: Wire,
  accountId: string,
  call: () => Promise<Answered>,
  accept: (answer: RawAnswer) => boolean = () => true,
): Promise<{ answer: RawAnswer; startedAt: Date }> {
  let lastError: Error = new Error('no attempt was made')
  for (let attempt = 1; attempt <= wire.retry.attempts; attempt++) {
    await wire.bucket.take()
    const startedAt = new Date()
    wire.counts.requests++
    try {
      const answer = (await call()).lastResponse as RawAnswer
      if (accept(answer) || attempt === wire.retry.attempts) return { answer, startedAt }
      lastError = new Error('the answer could not be read')
    } catch (error) {
      lastError = passing(error, accountId)
      slowDown(wire, error, attempt)
    }
    if (attempt < wire.retry.attempts) await sleep(backOff(wire.retry, attempt))
  }
  throw new ProviderUnavailable(`Stripe did not answer after ${wire.retry.attempts} attempts: ${causeOf(lastError)}`)
}

/** A 403 may also mean that a restricted key lacks one permission: that does not close the account. */
const noAccess = /does not have access to account|access may have been revoked/i

/** The error itself if it may pass; anything final is thrown. */
function passing(error: unknown, accountId: string): Error {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  const status = error.statusCode ?? 0
  const transient = status === 0 || status === 429 || status === 409 || status >= 500
  if (transient || error instanceof Stripe.errors.StripeConnectionError) return error
  const lost = error.code === 'account_invalid' || error.code === 'platform_account_required'
  if (lost || (status === 403 && noAccess.test(error.message))) throw new AccountUnreachable(accountId, error.message)
  // A key that was rolled or revoked says nothing about what was asked: it waits until the key is right again.
  if (status === 401) throw new ProviderUnavailable(`Stripe does not take the key: ${error.message}`)
  throw new ProviderRefused(error.code ?? error.rawType ?? error.type, error.message, error.requestId ?? null, status)
}

/** On 429 the whole connection pauses, unless only one resource is contended. */
function slowDown(wire: Wire, error: unknown, attempt: number): void {
  if (!(error instanceof Stripe.errors.StripeError) || error.statusCode !== 429) return
  wire.counts.throttled++
  const reason = error.headers?.['stripe-rate-limited-reason']
  if (reason === 'resource-specific') return
  const told = Number(error.headers?.['retry-after'])
  wire.bucket.pause(told > 0 ? Math.min(told * 1000, 60_000) : backOff(wire.retry, attempt) / 2)
}

function backOff({ baseMs, capMs }: RetryPolicy, attempt: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** (attempt - 1))
  return ceiling / 2 + (Math.random() * ceiling) / 2
}

/** A broken connection's message says only that it broke; the cause lies in its detail. */
function causeOf(error: Error): string {
  const detail = error instanceof Stripe.errors.StripeConnectionError ? error.detail : undefined
  return detail instanceof Error ? detail.message : error.message
}

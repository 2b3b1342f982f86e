import { assert } from '@/lib/domain/base/assert'
import type { RawObject } from '@/lib/domain/provider/facts'
import { AccountUnreachable, ProviderRefused } from '../errors'
import type { ActResult, Provider, ProviderAct } from '../port'
import { minorOf, textOf } from './facts/read-field'
import { readObject, type StripeConnection } from './wire/stripe-connection'

type Writes = Pick<Provider, 'execute' | 'readBack'>

/**
 * Writes carry the intent's idempotency key: a request that was applied but whose answer got lost is sent again with
 * the same key, and Stripe replays its first answer instead of acting twice.
 */
export function stripeWrites(connection: StripeConnection): Writes {
  return {
    execute: (act) => execute(connection, act),
    readBack: async (act, objectId) => {
      const read = await readObject(connection.wire, act.accountId, () => readCall(connection, act, objectId))
      return read.ok && textOf(read.raw, 'id') === objectId && saysWhatWasAsked(read.raw, act)
    },
  }
}

async function execute(connection: StripeConnection, act: ProviderAct): Promise<ActResult> {
  try {
    const read = await readObject(connection.wire, act.accountId, () => writeCall(connection, act))
    assert(read.ok, 'Stripe applied a write and answered with a body that cannot be read')
    return { state: 'applied', objectId: textOf(read.raw, 'id'), requestId: read.requestId }
  } catch (error) {
    // A permission that the key lacks can be given: that is not a refusal of the act.
    if (error instanceof ProviderRefused && error.status !== 403) {
      return { state: 'refused', code: error.code, message: error.message, requestId: error.requestId }
    }
    if (error instanceof AccountUnreachable) {
      return { state: 'refused', code: 'account_unreachable', message: error.message, requestId: null }
    }
    throw error
  }
}

function writeCall({ stripe, as }: StripeConnection, act: ProviderAct): Promise<unknown> {
  const options = { ...as(act.accountId), idempotencyKey: act.idempotencyKey }
  const params = { amount: wireAmount(act.amountMinor), metadata: { counterfoil_intent: act.reference } }
  if (act.action === 'refund_application_fee') return stripe.applicationFees.createRefund(act.feeId, params, options)
  return stripe.transfers.createReversal(act.transferId, params, options)
}

function readCall({ stripe, as }: StripeConnection, act: ProviderAct, objectId: string): Promise<unknown> {
  const options = as(act.accountId)
  if (act.action === 'refund_application_fee')
    return stripe.applicationFees.retrieveRefund(act.feeId, objectId, {}, options)
  return stripe.transfers.retrieveReversal(act.transferId, objectId, {}, options)
}

function saysWhatWasAsked(raw: RawObject, act: ProviderAct): boolean {
  return minorOf(raw, 'amount') === act.amountMinor
}

/** The SDK takes numbers: an amount that a float cannot hold exactly is never sent. */
function wireAmount(minor: bigint): number {
  assert(minor > 0n && minor <= BigInt(Number.MAX_SAFE_INTEGER), 'an amount to send is positive and exact')
  return Number(minor)
}

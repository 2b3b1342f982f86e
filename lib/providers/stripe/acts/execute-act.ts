import { assert } from '@/lib/domain/base/assert'
import { AccountUnreachable, ProviderRefused, ProviderUnavailable } from '../../errors'
import type { ActResult, Confirmation, Provider, ProviderAct, SendPass } from '../../port'
import { existing, readObject, type StripeConnection } from '../wire/stripe-connection'
import { kindOf } from './kinds'
import { differencesFrom, lookAtTarget } from './look-at-target'

type Writes = Pick<Provider, 'lookAt' | 'execute' | 'readBack'>

/**
 * Writes carry the intent's idempotency key: as long as Stripe remembers it, a request that was applied but whose answer
 * got lost is answered again instead of acting twice. What they make carries the intent's id in its metadata.
 */
export function stripeWrites(connection: StripeConnection): Writes {
  return {
    lookAt: (act) => lookAtTarget(connection, act),
    execute: (act, pass) => execute(connection, act, pass),
    readBack: (act, objectId) => readBack(connection, act, objectId),
  }
}

async function execute(connection: StripeConnection, act: ProviderAct, pass: SendPass): Promise<ActResult> {
  let sends = 0
  const send = () => {
    // After the wait for a token and between tries: others count on nothing leaving later than this.
    if (Date.now() > pass.notAfter.getTime()) throw new ProviderUnavailable('it was too late to send')
    sends++
    return writeCall(connection, act, pass.idempotencyKey)
  }
  try {
    const read = await readObject(connection.wire, act.accountId, send)
    if (!read.ok) return { state: 'unreadable', reason: read.reason }
    const { id } = read.raw
    if (typeof id !== 'string' || id === '') return { state: 'unreadable', reason: 'not_understood' }
    return { state: 'applied', objectId: id, requestId: read.requestId }
  } catch (error) {
    const refusal = refusalFrom(error)
    // A key that was used before, with other parameters, was sent by somebody: that is not the first answer either.
    if (refusal) return { state: 'refused', ...refusal, isOnlyAnswer: sends === 1 && !isKeyConflict(error) }
    throw error
  }
}

function refusalFrom(error: unknown): { code: string; message: string; requestId: string | null } | null {
  // A permission that the key lacks can be given: that is not a refusal of the act.
  if (error instanceof ProviderRefused && error.status !== 403) {
    return { code: error.code, message: error.message, requestId: error.requestId }
  }
  if (error instanceof AccountUnreachable) {
    return { code: 'account_unreachable', message: error.message, requestId: null }
  }
  return null
}

function isKeyConflict(error: unknown): boolean {
  return error instanceof ProviderRefused && error.code === 'idempotency_error'
}

function writeCall(connection: StripeConnection, act: ProviderAct, idempotencyKey: string): Promise<unknown> {
  const written = { amount: wireAmount(act.amountMinor), metadata: { counterfoil_intent: act.reference } }
  return kindOf(connection, act).send(written, { idempotencyKey })
}

async function readBack(connection: StripeConnection, act: ProviderAct, objectId: string): Promise<Confirmation> {
  const kind = kindOf(connection, act)
  const read = await existing(() => readObject(connection.wire, act.accountId, () => kind.made(objectId)))
  if (read === null) return { state: 'gone' }
  if (!read.ok) throw new ProviderUnavailable(`${objectId} cannot be read: ${read.reason}`)
  const differences = differencesFrom(read.raw, act, objectId, kind)
  return differences.length === 0 ? { state: 'stands' } : { state: 'differs', differences }
}

/** The SDK takes numbers: an amount that a float cannot hold exactly is never sent. */
function wireAmount(minor: bigint): number {
  assert(minor > 0n && minor <= BigInt(Number.MAX_SAFE_INTEGER), 'an amount to send is positive and exact')
  return Number(minor)
}

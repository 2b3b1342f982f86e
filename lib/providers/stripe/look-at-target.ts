import type { RawObject } from '@/lib/domain/provider/facts'
import { ProviderUnavailable } from '../errors'
import type { ProviderAct, Target } from '../port'
import { isObject } from './wire/exact-json'
import { currencyOf, minorOf, objectAt, refOf, textOf } from './wire/read-field'
import { existing, readObject, type StripeConnection } from './wire/stripe-connection'

type Shape = { targetId: string; list: string; doneMinor: string; target: string }

/**
 * Reads the target with everything that was done to it: the ten newest stand in it, older ones in a list of their own.
 * Whether all of them were seen is a sum: their amounts are what Stripe says was given back. An answer that does not add
 * up (an object in between, a gap) proves nothing about what is not in it, and is asked for again later.
 */
export async function lookAtTarget(connection: StripeConnection, act: ProviderAct): Promise<Target> {
  const shape = shapeOf(act)
  const raw = await readSoundly(connection, act, () => targetCall(connection, act))
  if (raw === null) return { state: 'gone' }
  const done = await allDone(connection, act, objectAt(raw, shape.list))
  const sum = done.reduce((total, item) => total + minorOf(item, 'amount'), 0n)
  if (sum !== minorOf(raw, shape.doneMinor))
    throw new ProviderUnavailable(`what was done to ${shape.targetId} does not add up: not all of it was seen`)
  const carrying = done.filter((item) => referenceIn(item) === act.reference).map((item) => textOf(item, 'id'))
  return { state: 'found', livemode: raw.livemode === true, currency: currencyOf(raw), carrying }
}

/** Where what stands at Stripe is not what was asked for: each difference in words, with both values. */
export function differencesFrom(raw: RawObject, act: ProviderAct, objectId: string): string[] {
  const { targetId, target } = shapeOf(act)
  const pairs: [string, string | null, string | null][] = [
    ['id', objectId, refOf(raw, 'id')],
    ['amount', String(act.amountMinor), minorOf(raw, 'amount').toString()],
    ['currency', act.currency, currencyOf(raw)],
    [target, targetId, refOf(raw, target)],
    ['reference', act.reference, referenceIn(raw)],
  ]
  return pairs
    .filter(([, asked, found]) => asked !== found)
    .map(([field, asked, found]) => `${field}: asked ${asked}, found ${found ?? 'none'}`)
}

function shapeOf(act: ProviderAct): Shape {
  return act.action === 'refund_application_fee'
    ? { targetId: act.feeId, list: 'refunds', doneMinor: 'amount_refunded', target: 'fee' }
    : { targetId: act.transferId, list: 'reversals', doneMinor: 'amount_reversed', target: 'transfer' }
}

async function allDone(connection: StripeConnection, act: ProviderAct, first: RawObject | null): Promise<RawObject[]> {
  let page = first ?? (await readSoundly(connection, act, () => listCall(connection, act)))
  const done: RawObject[] = []
  for (;;) {
    const items = page && Array.isArray(page.data) && page.data.every(isObject) ? page.data : null
    if (page === null || items === null) throw new ProviderUnavailable('the list of what was done is no list')
    done.push(...items)
    if (page.has_more !== true) return done
    const last = items.at(-1)
    if (!last) throw new ProviderUnavailable('a list goes on and shows nothing')
    const after = textOf(last, 'id')
    page = await readSoundly(connection, act, () => listCall(connection, act, after))
  }
}

async function readSoundly(
  connection: StripeConnection,
  { accountId }: ProviderAct,
  call: () => Promise<unknown>,
): Promise<RawObject | null> {
  const read = await existing(() => readObject(connection.wire, accountId, call))
  if (read === null) return null
  if (!read.ok) throw new ProviderUnavailable(`Stripe's answer cannot be read: ${read.reason}`)
  return read.raw
}

function targetCall({ stripe, as }: StripeConnection, act: ProviderAct): Promise<unknown> {
  const options = as(act.accountId)
  if (act.action === 'refund_application_fee') return stripe.applicationFees.retrieve(act.feeId, {}, options)
  return stripe.transfers.retrieve(act.transferId, {}, options)
}

function listCall({ stripe, as }: StripeConnection, act: ProviderAct, after?: string): Promise<unknown> {
  const params = after === undefined ? { limit: 100 } : { limit: 100, starting_after: after }
  const options = as(act.accountId)
  if (act.action === 'refund_application_fee') return stripe.applicationFees.listRefunds(act.feeId, params, options)
  return stripe.transfers.listReversals(act.transferId, params, options)
}

function referenceIn(raw: RawObject): string | null {
  return refOf(objectAt(raw, 'metadata') ?? {}, 'counterfoil_intent')
}

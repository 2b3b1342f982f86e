import type { RawObject } from '@/lib/domain/provider/facts'
import { ProviderUnavailable } from '../../errors'
import type { ProviderAct, Target } from '../../port'
import { isObject } from '../wire/exact-json'
import { currencyOf, minorOf, objectAt, optionalText, refOf, textOf } from '../wire/read-field'
import { existing, readObject, type StripeConnection } from '../wire/stripe-connection'
import { type ActKind, kindOf } from './kinds'

/**
 * Reads the target with everything that was done to it: the ten newest stand in it, older ones in a list of their own.
 * Whether all of them were seen is a sum: their amounts are what Stripe says was given back. An answer that does not add
 * up (an object in between, a gap) proves nothing about what is not in it, and is asked for again later. Where Stripe
 * says no such sum, the answer says that its list may not be whole.
 */
export async function lookAtTarget(connection: StripeConnection, act: ProviderAct): Promise<Target> {
  const kind = kindOf(connection, act)
  const raw = await readSoundly(connection, act, () => kind.target())
  if (raw === null) return { state: 'gone' }
  const done = await allDone(connection, act, kind, raw)
  const wanted = kind.doneMinor(raw)
  if (wanted !== null && !sumsOf(done, kind).includes(wanted))
    throw new ProviderUnavailable(`what was done to ${kind.targetId} does not add up: not all of it was seen`)
  const carrying = done.filter((item) => referenceIn(item) === act.reference).map((item) => textOf(item, 'id'))
  const { livemode } = raw
  return {
    state: 'found',
    livemode: livemode === true,
    currency: kind.currency(raw),
    carrying,
    isWhole: wanted !== null,
  }
}

/** With and without what failed: Stripe documents neither. */
function sumsOf(done: readonly RawObject[], { counts }: ActKind): bigint[] {
  const sum = (items: readonly RawObject[]) => items.reduce((total, item) => total + minorOf(item, 'amount'), 0n)
  return [sum(done.filter(counts)), sum(done)]
}

/** Where what stands at Stripe is not what was asked for: each difference in words, with both values. */
export function differencesFrom(
  raw: RawObject,
  act: ProviderAct,
  objectId: string,
  { fields, counts }: ActKind,
): string[] {
  const pairs: [string, string, string | null][] = [
    ['id', objectId, refOf(raw, 'id')],
    ['amount', String(act.amountMinor), minorOf(raw, 'amount').toString()],
    ['currency', act.currency, currencyOf(raw)],
    ...fields.map(([field, asked]): [string, string, string | null] => [field, asked, refOf(raw, field)]),
    ['reference', act.reference, referenceIn(raw)],
  ]
  const differences = pairs
    .filter(([, asked, found]) => asked !== found)
    .map(([field, asked, found]) => `${field}: asked ${asked}, found ${found ?? 'none'}`)
  return counts(raw) ? differences : [...differences, `status: found ${optionalText(raw, 'status') ?? 'none'}`]
}

async function allDone(
  connection: StripeConnection,
  act: ProviderAct,
  kind: ActKind,
  target: RawObject,
): Promise<RawObject[]> {
  const list = (paging: { limit: number; starting_after?: string }) =>
    readSoundly(connection, act, () => kind.done(paging))
  let page = (kind.inTarget && objectAt(target, kind.inTarget)) ?? (await list({ limit: 100 }))
  const done: RawObject[] = []
  for (;;) {
    const items = page && Array.isArray(page.data) && page.data.every(isObject) ? page.data : null
    if (page === null || items === null) throw new ProviderUnavailable('the list of what was done is no list')
    done.push(...items)
    if (page.has_more !== true) return done
    const last = items.at(-1)
    if (!last) throw new ProviderUnavailable('a list goes on and shows nothing')
    page = await list({ limit: 100, starting_after: textOf(last, 'id') })
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

function referenceIn(raw: RawObject): string | null {
  return refOf(objectAt(raw, 'metadata') ?? {}, 'counterfoil_intent')
}

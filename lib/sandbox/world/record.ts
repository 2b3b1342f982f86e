import { event } from '../objects/event'
import type { StripeObject } from '../store/store'
import { idOf } from './random'
import type { World } from './state'

/** Puts the object in its place and tells the world, once per event type. */
export function record<T extends { id: string; object: string }>(
  world: World,
  account: string,
  object: T,
  ...types: string[]
): void {
  const before = types.some((type) => type.endsWith('updated')) ? world.store.get(account, object.id) : undefined
  world.store.put(account, object as unknown as StripeObject)
  for (const type of types) {
    emit(world, account, type, object, type.endsWith('updated') ? changed(before, object) : undefined)
  }
}

export function emit(
  world: World,
  account: string,
  type: string,
  snapshot: { object: string },
  previous?: Record<string, unknown>,
): void {
  world.events += 1
  const made = event({
    id: idOf(world.options.seed, 'evt', String(world.events)),
    type,
    created: world.moment,
    snapshot,
    ...(account === world.platform ? {} : { account }),
    ...(previous === undefined ? {} : { previous }),
  })
  world.store.put(account, made)
  world.onEvent?.(account, made)
}

/** The former values of the top-level fields that differ. */
function changed(before: StripeObject | undefined, after: object): Record<string, unknown> | undefined {
  if (before === undefined) return undefined
  const now = after as Record<string, unknown>
  return Object.fromEntries(Object.entries(before).filter(([field, value]) => now[field] !== value))
}

/** An id that no other key has: `mint(world, 'txn', 'ch_1/charge')`. */
export function mint(world: World, prefix: string, key: string): string {
  return idOf(world.options.seed, prefix, key)
}

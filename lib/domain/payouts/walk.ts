import type { BalanceRow, Composition, Part, PayoutFact, RowPlace, Slice, WalkState } from './composition'
import { type Cut, confidenceOf } from './confidence'
import { byPlace, bySlice, type Pool, putBack, sumOf, takeCredits } from './open-queue'
import { isOwnCategory, type PayoutEvent } from './payout-events'
import type { CompositionPolicy } from './policy'
import { stateOf, unlisted, type Walk } from './walk-state'

/** Begins anew, or goes on from a state; `behind` are the rows that the state says are to be read again. */
export function beginWalk(
  policy: CompositionPolicy,
  isFullHistory: boolean,
  from: WalkState | null = null,
  behind: readonly BalanceRow[] = [],
): Walk {
  const pools = (from?.pools ?? []).map(({ listing, credits, debts }): [string, Pool] => {
    return [listing, { credits: [...credits], debts: [...debts] }]
  })
  const early = (from?.early ?? []).map(({ id, minor }): [string, bigint] => [id, minor])
  const walk: Walk = {
    balanceMinor: from?.balanceMinor ?? 0n,
    pools: new Map(pools),
    early: new Map(early),
    taken: new Map(),
    frontier: from?.frontier ?? null,
    isFullHistory,
    policy,
  }
  for (const row of behind) putBack(poolOf(walk, null), { row: placeOnly(row), fromMinor: 0n, minor: row.netMinor })
  return walk
}

/**
 * Takes one event, in the order of `byEvent`. A payout answers with its composition. `pending` are the rows that existed
 * when the payout was made and were not yet available: only an instant payout that lacks funds draws on them.
 */
export function step(walk: Walk, event: PayoutEvent, pending: readonly BalanceRow[] = []): Composition | null {
  if (event.kind === 'available') becomeAvailable(walk, event.row)
  else if (event.kind === 'back') giveBack(walk, event.payoutId, event.row)
  else return event.payout.listed === null ? allocate(walk, event, pending) : sweep(walk, event)
  return null
}

/** Whether this payout needs to be told which rows are pending. */
export function lacksFunds(walk: Walk, { payout, own }: PayoutEvent & { kind: 'payout' }): boolean {
  if (!payout.isInstant || payout.listed !== null) return false
  return openTo(walk, own).reduce((sum, pool) => sum + sumOf(pool.credits) + sumOf(pool.debts), 0n) < payout.amountMinor
}

function becomeAvailable(walk: Walk, row: BalanceRow): void {
  walk.balanceMinor += row.netMinor
  const early = walk.early.get(row.id) ?? 0n
  walk.early.delete(row.id)
  putBack(poolOf(walk, row.listedIn), { row: placeOnly(row), fromMinor: early, minor: row.netMinor - early })
}

/** What a payout consumed is open again, in its old order; what it consumed of unknown rows comes back as its own row. */
function giveBack(walk: Walk, payoutId: string, row: BalanceRow): void {
  walk.balanceMinor += row.netMinor
  const slices = walk.taken.get(payoutId) ?? []
  walk.taken.delete(payoutId)
  const pool = poolOf(walk, row.listedIn)
  for (const slice of slices) putBack(pool, slice)
  const unknown = row.netMinor - sumOf(slices)
  putBack(pool, { row: { ...placeOnly(row), netMinor: unknown }, fromMinor: 0n, minor: unknown })
}

/** Beyond the frontier nothing was ever taken, so that what lies there is open, and whole. */
function moveFrontier(walk: Walk, taken: readonly Slice[]): void {
  for (const { row } of taken) if (!walk.frontier || byPlace(row, walk.frontier) > 0) walk.frontier = row
}

type PayoutMade = PayoutEvent & { kind: 'payout' }

/** Stripe's own listing: whatever is open among its rows has gone. */
function sweep(walk: Walk, { payout, isReturned }: PayoutMade): Composition {
  const { credits, debts } = poolOf(walk, payout.id)
  walk.pools.delete(payout.id)
  if (isReturned) walk.taken.set(payout.id, [...debts, ...credits])
  const { rows, netMinor } = payout.listed ?? { rows: 0, netMinor: 0n }
  return composed(walk, payout, { consumedMinor: netMinor, wholeRows: rows, parts: [], cut: null })
}

/** Debts first and whole, for they have left already; then credits in order until the amount is reached. */
function allocate(walk: Walk, { payout, own, isReturned }: PayoutMade, pending: readonly BalanceRow[]): Composition {
  const pools = openTo(walk, own)
  const slices = pools[0]?.debts.splice(0) ?? []
  let cut: Cut | null = null
  for (const pool of pools) {
    const taken = takeCredits(pool, payout.amountMinor - sumOf(slices))
    slices.push(...taken)
    if (pool === poolOf(walk, null)) moveFrontier(walk, taken)
    cut = cutAt(taken.at(-1), pool) ?? cut
  }
  const early = payout.isInstant ? takeEarly(walk, own, pending, payout.amountMinor - sumOf(slices)) : []
  if (isReturned) walk.taken.set(payout.id, [...slices, ...early])
  const parts: Part[] = [
    ...slices.toSorted(bySlice).map((slice) => ({ ...slice, isEarly: false })),
    ...early.map((slice) => ({ ...slice, isEarly: true })),
  ]
  const wholeRows = parts.filter(({ minor, row }) => minor === row.netMinor).length
  return composed(walk, payout, { consumedMinor: sumOf(parts), wholeRows, parts, cut })
}

function takeEarly(walk: Walk, own: BalanceRow | null, pending: readonly BalanceRow[], wanted: bigint): Slice[] {
  const mine = pending.filter(({ netMinor, listedIn }) => {
    return netMinor > 0n && (listedIn === null || listedIn === own?.listedIn)
  })
  const credits = mine.toSorted(byPlace).map((row): Slice => {
    const gone = walk.early.get(row.id) ?? 0n
    return { row: placeOnly(row), fromMinor: gone, minor: row.netMinor - gone }
  })
  const taken = takeCredits({ credits: credits.filter(({ minor }) => minor > 0n), debts: [] }, wanted)
  for (const { row, fromMinor, minor } of taken) walk.early.set(row.id, fromMinor + minor)
  moveFrontier(walk, taken)
  return taken
}

/** Where the money ended: inside a row, and among rows that became available at the same instant. */
function cutAt(last: Slice | undefined, { credits }: Pool): Cut | null {
  if (!last) return null
  const open = credits.slice(0, 2)
  return {
    isInside: open.some(({ row }) => row.id === last.row.id),
    isTied: open.some(({ row }) => row.id !== last.row.id && +row.availableOn === +last.row.availableOn),
  }
}

type Taken = { consumedMinor: bigint; wholeRows: number; parts: Part[]; cut: Cut | null }

function composed(walk: Walk, payout: PayoutFact, { consumedMinor, wholeRows, parts, cut }: Taken): Composition {
  const beforeMinor = walk.balanceMinor
  walk.balanceMinor -= consumedMinor
  const remainderMinor = payout.amountMinor - consumedMinor
  const hasEarly = parts.some(({ isEarly }) => isEarly)
  const { isFullHistory, policy } = walk
  return {
    payoutId: payout.id,
    amountMinor: payout.amountMinor,
    created: payout.created,
    basis: payout.listed ? 'listed' : payout.isAutomatic ? 'awaited' : 'allocated',
    beforeMinor,
    consumedMinor,
    remainderMinor,
    afterMinor: walk.balanceMinor,
    wholeRows,
    cutRows: payout.listed ? 0 : parts.length - wholeRows,
    ...confidenceOf({ payout, isFullHistory, remainderMinor, cut, hasEarly }, policy),
    policy: policy.version,
    parts,
    after: stateOf(walk),
  }
}

/**
 * The pools that a payout draws on. Where a later automatic payout lists this payout's own row, it was paid from what
 * that one would have swept: those rows come first. Otherwise only rows that no listing names.
 */
function openTo(walk: Walk, own: BalanceRow | null): Pool[] {
  const common = poolOf(walk, null)
  return own === null || own.listedIn === null ? [common] : [poolOf(walk, own.listedIn), common]
}

function poolOf(walk: Walk, listing: string | null): Pool {
  const known = walk.pools.get(listing ?? unlisted)
  if (known) return known
  const pool: Pool = { credits: [], debts: [] }
  walk.pools.set(listing ?? unlisted, pool)
  return pool
}

function placeOnly({ id, key, netMinor, availableOn, created, category, listedIn }: BalanceRow): RowPlace {
  const place = { id, key, netMinor, availableOn, created }
  return isOwnCategory(category) || listedIn !== null ? { ...place, isKept: true } : place
}

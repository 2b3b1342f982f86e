import type { RowPlace, Slice, WalkState } from './composition'
import { byPlace, type Pool } from './open-queue'
import type { CompositionPolicy } from './policy'

/** The pool of the rows that no listing names. */
export const unlisted = ''

/**
 * One balance on its way through time. Everything that is open lies in pools: one for the rows that no listing names,
 * and one for each automatic payout that Stripe has listed, so that what is swept there is nobody else's. Only what is
 * open is kept, and what payouts consumed whose money comes back.
 */
export type Walk = {
  balanceMinor: bigint
  pools: Map<string, Pool>
  early: Map<string, bigint>
  /** What those payouts consumed whose money comes back later. */
  taken: Map<string, Slice[]>
  frontier: RowPlace | null
  isFullHistory: boolean
  policy: CompositionPolicy
}

/**
 * What is open, small enough to be stored: all of it, or all but the whole rows behind the frontier, which are read
 * again. Null where neither is few.
 */
export function stateOf(walk: Walk): WalkState | null {
  const { balanceMinor, frontier, policy } = walk
  const whole = { balanceMinor, pools: poolsOf(walk, () => true), early: earlyOf(walk), frontier, isOpenBehind: false }
  if (sizeOf(whole) <= policy.mostOpen) return whole
  if (frontier === null) return null
  const behind = walk.pools.get(unlisted)?.credits.filter((slice) => isBehind(slice, frontier)) ?? []
  if (!behind.every(isWhole)) return null
  const pools = poolsOf(walk, (slice, listing) => listing !== unlisted || !isBehind(slice, frontier))
  const short = { balanceMinor, pools, early: earlyOf(walk), frontier, isOpenBehind: true }
  return sizeOf(short) <= policy.mostOpen ? short : null
}

/** A row that no listing names and no payout has touched yet: what `isOpenBehind` leaves out. */
function isBehind({ row, minor }: Slice, frontier: RowPlace): boolean {
  return minor > 0n && row.isKept === undefined && byPlace(row, frontier) > 0
}

function isWhole({ row, fromMinor, minor }: Slice): boolean {
  return fromMinor === 0n && minor === row.netMinor
}

function poolsOf({ pools }: Walk, keeps: (slice: Slice, listing: string) => boolean): WalkState['pools'] {
  return [...pools]
    .map(([listing, { credits, debts }]) => {
      return { listing, credits: credits.filter((slice) => keeps(slice, listing)), debts: [...debts] }
    })
    .filter(({ credits, debts }) => credits.length + debts.length > 0)
}

function earlyOf({ early }: Walk): WalkState['early'] {
  return [...early].map(([id, minor]) => ({ id, minor }))
}

function sizeOf({ pools, early }: WalkState): number {
  return pools.reduce((sum, { credits, debts }) => sum + credits.length + debts.length, early.length)
}

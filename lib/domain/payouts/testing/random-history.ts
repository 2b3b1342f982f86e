import fc from 'fast-check'
import type { BalanceHistory } from '../compose-payouts'
import type { BalanceRow, PayoutFact } from '../composition'
import { hour, leaving, payout, returning, row } from './history'

type Deed =
  | { kind: 'sale'; minor: number; wait: number }
  | { kind: 'refund'; minor: number }
  | { kind: 'by_hand'; percent: number; isInstant: boolean; failsAfter: number | null }
  | { kind: 'sweep'; failsAfter: number | null }
  | { kind: 'debit' }

const comesBack = fc.option(fc.integer({ min: 1, max: 60 }), { freq: 2 })

function deeds(failsAfter: fc.Arbitrary<number | null>): fc.Arbitrary<Deed[]> {
  const sale = fc.record({
    kind: fc.constant('sale' as const),
    minor: fc.integer({ min: 1, max: 900 }),
    wait: fc.integer({ min: 0, max: 40 }),
  })
  const refund = fc.record({ kind: fc.constant('refund' as const), minor: fc.integer({ min: 1, max: 150 }) })
  const percent = fc.integer({ min: 1, max: 100 })
  const byHand = fc.record({ kind: fc.constant('by_hand' as const), percent, isInstant: fc.boolean(), failsAfter })
  const sweeps = fc.record({ kind: fc.constant('sweep' as const), failsAfter })
  const deed = fc.oneof<fc.WeightedArbitrary<Deed>[]>(
    { weight: 6, arbitrary: sale },
    { weight: 2, arbitrary: refund },
    { weight: 3, arbitrary: byHand },
    { weight: 1, arbitrary: sweeps },
    { weight: 2, arbitrary: fc.constant({ kind: 'debit' as const }) },
  )
  return fc.array(deed, { minLength: 15, maxLength: 60, size: 'max' })
}

/**
 * A balance that somebody lived: deeds follow each other hour by hour, no payout exceeds what was available, and what falls
 * below zero may be debited from the bank.
 */
export const livedHistory = deeds(comesBack).map(live)

/** The same, where no payout comes back. */
export const steadyHistory = deeds(fc.constant(null)).map(live)

/** The same without automatic payouts. */
export const handHistory = deeds(comesBack).map((all) => live(all.filter(({ kind }) => kind !== 'sweep')))

/** The same, where payouts may exceed the known rows: their history is not whole. */
export const brokenHistory = fc
  .tuple(livedHistory, fc.array(fc.boolean(), { minLength: 130, maxLength: 130 }))
  .map(([whole, keeps]): BalanceHistory => {
    return {
      ...whole,
      isFullHistory: false,
      rows: whole.rows.filter((one, at) => one.category !== 'charge' || keeps[at]),
    }
  })

function live(deeds: readonly Deed[]): BalanceHistory {
  const [rows, payouts]: [BalanceRow[], PayoutFact[]] = [[], []]
  for (const [index, one] of deeds.entries()) {
    const at = 1 + index * 3
    const id = String(index).padStart(2, '0')
    if (one.kind === 'sale') rows.push(row(`txn_s${id}`, BigInt(one.minor), at + one.wait, { created: hour(at) }))
    if (one.kind === 'refund') rows.push(row(`txn_r${id}`, BigInt(-one.minor), at, { category: 'refund' }))
    if (one.kind === 'by_hand') payByHand(rows, payouts, one, id, at)
    if (one.kind === 'sweep') sweep(rows, payouts, one, id, at)
    if (one.kind === 'debit') debit(rows, payouts, id, at)
  }
  return { rows, payouts, isFullHistory: true }
}

/** Stripe's available balance: payouts leave at once, everything else counts from its date. */
function availableAt(rows: readonly BalanceRow[], at: number): bigint {
  const counts = rows.filter((one) => (one.category === 'payout' ? one.created : one.availableOn) <= hour(at))
  return counts.reduce((sum, one) => sum + one.netMinor, 0n)
}

function payByHand(
  rows: BalanceRow[],
  payouts: PayoutFact[],
  deed: Deed & { kind: 'by_hand' },
  id: string,
  at: number,
): void {
  const amount = (availableAt(rows, at) * BigInt(deed.percent)) / 100n
  if (amount <= 0n) return
  const made = payout(`po_${id}`, amount, at, { isInstant: deed.isInstant })
  payouts.push(made)
  rows.push(leaving(made))
  if (deed.failsAfter !== null) rows.push(returning(made, at + deed.failsAfter * 3 + 1))
}

/** Stripe takes from the bank what the balance is below zero by. */
function debit(rows: BalanceRow[], payouts: PayoutFact[], id: string, at: number): void {
  const amount = availableAt(rows, at)
  if (amount >= 0n) return
  const made = payout(`po_${id}`, amount, at)
  payouts.push(made)
  rows.push(leaving(made))
}

/** An automatic payout lists every row that is available and that none has listed before. */
function sweep(
  rows: BalanceRow[],
  payouts: PayoutFact[],
  deed: Deed & { kind: 'sweep' },
  id: string,
  at: number,
): void {
  const amount = availableAt(rows, at)
  if (amount <= 0n) return
  const swept = rows.filter(({ category, listedIn, created, availableOn }) => {
    return listedIn === null && (category === 'payout' ? created : availableOn) <= hour(at)
  })
  for (const one of swept) if (!isOwnOfSweep(one, payouts)) one.listedIn = `po_${id}`
  const listed = swept.filter((one) => one.listedIn === `po_${id}`)
  const netMinor = listed.reduce((sum, one) => sum + one.netMinor, 0n)
  const made = payout(`po_${id}`, amount, at, { isAutomatic: true, listed: { rows: listed.length, netMinor } })
  payouts.push(made)
  rows.push(leaving(made))
  if (deed.failsAfter !== null) rows.push(returning(made, at + deed.failsAfter * 3 + 1))
}

function isOwnOfSweep({ category, sourceId }: BalanceRow, payouts: readonly PayoutFact[]): boolean {
  return category === 'payout' && payouts.some(({ id, isAutomatic }) => id === sourceId && isAutomatic)
}

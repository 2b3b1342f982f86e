import { equationFor } from '@/lib/domain/ledger/equations'
import type { ProofState } from '@/lib/domain/ledger/prove'
import type { SplitState } from '@/lib/domain/ledger/prove-split'
import type { ProofRow } from '@/lib/server/proof/queries'
import { partHref, postingsHref } from '../search-params'

/** One equation of the proof: a balance as a whole, or one of the two parts that Stripe shows it in. */
export type ProofLine = {
  row: ProofRow
  part: 'total' | 'available' | 'pending'
  state: ProofState | SplitState
  stripeMinor: bigint | null
  ledgerMinor: bigint
  /** The rows that make the ledger's figure. */
  href: string
  residualMinor: bigint | null
  equation: string
}

/** The lines of one cell: the whole first, then its parts, where Stripe shows them apart. */
export function proofLines(row: ProofRow): ProofLine[] {
  const total: ProofLine = {
    row,
    part: 'total',
    state: row.state,
    stripeMinor: row.providerMinor,
    ledgerMinor: row.ledgerMinor,
    href: postingsHref(`stripe:${row.accountId}:${row.balanceType}`, row.currency),
    residualMinor: row.residualMinor,
    equation: row.equation,
  }
  return [total, ...partLines(row)]
}

function partLines(row: ProofRow): ProofLine[] {
  const { splitState, availableMinor, providerAvailableMinor, providerPendingMinor, splitPayouts } = row
  const { split } = equationFor(row.balanceType)
  if (!split || splitState === null || availableMinor === null) return []
  if (providerAvailableMinor === null || providerPendingMinor === null) return []
  const line = (part: 'available' | 'pending', stripeMinor: bigint, ledgerMinor: bigint, equation: string) => {
    const off = stripeMinor - ledgerMinor
    const state = splitState === 'differs' && off === 0n ? 'proven' : splitState
    const residualMinor = splitState === 'unproven' ? null : off
    return { row, part, state, stripeMinor, ledgerMinor, href: partHref(row, part), residualMinor, equation }
  }
  return [
    line('available', providerAvailableMinor, availableMinor, split.available[splitPayouts ?? 'at_once']),
    line('pending', providerPendingMinor, row.ledgerMinor - availableMinor, split.pending),
  ]
}

import type { NetSum } from '@/lib/domain/ledger/net-sum'
import { type Proof, prove } from '@/lib/domain/ledger/prove'
import type { BalanceTransactionFact, RawObject } from '@/lib/domain/provider/facts'
import { decideAccount } from '@/lib/domain/reconciliation/decide-account'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { BalanceEntry } from '../../port'
import { factsFromBalance } from '../facts/facts-from-balance'
import type { Reading } from '../facts/reading'

/** Proves one account's balance against its rows, and says what that leaves open. */
export function judgeBalances(
  raw: RawObject,
  reading: Reading,
  entries: readonly BalanceEntry[],
  now: Date,
): { findings: Finding[]; splitsApart: string[] } {
  const balance = factsFromBalance(raw, reading)
  const byDate = prove(
    balance,
    netSums(entries, (row) => row.availableOn <= now || isToldAvailable(row)),
    balance,
  )
  // As the product does: where the dates do not agree with Stripe, the rows' own word counts.
  const proofs = byDate.some(isApart) ? prove(balance, netSums(entries, isToldAvailable), balance) : byDate
  const cells = proofs.map((proof) => ({ ...proof, account: reading.accountId, provenAt: now }))
  return {
    findings: decideAccount(cells, reading.isPlatform ? reading.accountId : null, reconPolicy),
    splitsApart: proofs
      .filter(isApart)
      .map(({ currency, balanceType }) => `${reading.accountId} ${balanceType} ${currency}`),
  }
}

const isToldAvailable = (row: BalanceTransactionFact) => row.raw.status === 'available'
const isApart = ({ state, split }: Proof) => state === 'proven' && split?.state === 'differs'

/** The sums that the database takes, row by row. */
function netSums(entries: readonly BalanceEntry[], isAvailable: (row: BalanceTransactionFact) => boolean): NetSum[] {
  const sums = new Map<string, { -readonly [K in keyof NetSum]: NetSum[K] }>()
  for (const { transaction: row } of entries) {
    const key = `${row.balanceType} ${row.currency}`
    const zero = { netMinor: 0n, availableMinor: 0n, payoutsUnderWayMinor: 0n, reservedNetMinor: 0n, riskNetMinor: 0n }
    const sum = sums.get(key) ?? { currency: row.currency, balanceType: row.balanceType, ...zero }
    sums.set(key, sum)
    sum.netMinor += row.netMinor
    if (isAvailable(row)) sum.availableMinor += row.netMinor
    else if (row.reportingCategory === 'payout') sum.payoutsUnderWayMinor += row.netMinor
    if (row.reportingCategory === 'connect_reserved_funds') sum.reservedNetMinor += row.netMinor
    if (row.reportingCategory === 'risk_reserved_funds') sum.riskNetMinor += row.netMinor
  }
  return [...sums.values()]
}

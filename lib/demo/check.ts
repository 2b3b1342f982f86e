import type { Db } from '@/lib/server/context'
import { jobCtx } from '@/lib/server/context'
import { inSql } from '@/lib/server/db/transaction'

export type Finding = { kind: string; object: string; currency: string; amountMinor: string }
export type Truth = {
  seed: number
  expected: Finding[]
  residuals: { account: string; currency: string; balanceType: string; residualMinor: string }[]
}
export type Verdict = {
  balanceTransactions: number
  ledgerPostings: number
  residualMinor: string
  planted: number
  found: number
  missed: number
  falseAlarms: number
  byKind: Record<string, { planted: number; found: number; missed: number; falseAlarms: number }>
  exceptionsOpen: number
  unproven: number
  /** Balances of which only available and pending disagree with their rows. */
  splitsApart: number
  details: string[]
}

const keyOf = (finding: Finding) => `${finding.kind} ${finding.object} ${finding.currency} ${finding.amountMinor}`

/** Holds what the product found against what is true: one to one on kind, object, currency and amount. */
export async function compare(db: Db, marketplaceId: string, truth: Truth): Promise<Verdict> {
  return inSql(jobCtx(db, marketplaceId, 'check'), async (sql) => {
    const found = await sql.rows<Finding>(
      `SELECT kind, object_id AS object, currency, amount_minor::text AS "amountMinor" FROM recon_exception
       WHERE marketplace_id = $1 AND state IN ('open', 'waiting')`,
      [marketplaceId],
    )
    const [counts] = await sql.rows<{ transactions: bigint; postings: bigint; unproven: bigint; apart: bigint }>(
      `SELECT (SELECT count(*) FROM balance_transaction WHERE marketplace_id = $1) AS transactions,
              (SELECT count(*) FROM ledger_posting WHERE marketplace_id = $1) AS postings,
              (SELECT count(*) FROM balance_proof WHERE marketplace_id = $1 AND state = 'unproven') AS unproven,
              (SELECT count(*) FROM balance_proof
               WHERE marketplace_id = $1 AND state = 'proven' AND split_state <> 'proven') AS apart`,
      [marketplaceId],
    )
    const cells = await sql.rows<{ cell: string; residual: bigint }>(
      `SELECT account_id || ' ' || currency || ' ' || balance_type AS cell, residual_minor AS residual FROM balance_proof
       WHERE marketplace_id = $1 AND residual_minor IS NOT NULL`,
      [marketplaceId],
    )
    return {
      ...matchOneToOne(truth.expected, found),
      balanceTransactions: Number(counts?.transactions ?? 0n),
      ledgerPostings: Number(counts?.postings ?? 0n),
      unproven: Number(counts?.unproven ?? 0n),
      splitsApart: Number(counts?.apart ?? 0n),
      residualMinor: residualGap(truth, cells).toString(),
      exceptionsOpen: found.length,
    }
  })
}

function matchOneToOne(expected: Finding[], found: Finding[]) {
  const byKind: Verdict['byKind'] = {}
  const row = (kind: string) => (byKind[kind] ??= { planted: 0, found: 0, missed: 0, falseAlarms: 0 })
  const wanted = new Map<string, number>()
  for (const finding of expected) {
    wanted.set(keyOf(finding), (wanted.get(keyOf(finding)) ?? 0) + 1)
    row(finding.kind).planted++
  }
  const details: string[] = []
  for (const finding of found) {
    const left = wanted.get(keyOf(finding)) ?? 0
    if (left > 0) {
      wanted.set(keyOf(finding), left - 1)
      row(finding.kind).found++
    } else {
      row(finding.kind).falseAlarms++
      details.push(`false alarm: ${keyOf(finding)}`)
    }
  }
  for (const finding of expected) {
    const left = wanted.get(keyOf(finding)) ?? 0
    if (left === 0) continue
    wanted.set(keyOf(finding), left - 1)
    row(finding.kind).missed++
    details.push(`missed: ${keyOf(finding)}`)
  }
  const total = (field: 'planted' | 'found' | 'missed' | 'falseAlarms') =>
    Object.values(byKind).reduce((sum, kind) => sum + kind[field], 0)
  return {
    planted: total('planted'),
    found: total('found'),
    missed: total('missed'),
    falseAlarms: total('falseAlarms'),
    byKind,
    details,
  }
}

/** Sum over all cells of |residual − planted residual|. */
function residualGap(truth: Truth, cells: { cell: string; residual: bigint }[]): bigint {
  const gaps = new Map(cells.map(({ cell, residual }) => [cell, residual]))
  for (const planted of truth.residuals) {
    const cell = `${planted.account} ${planted.currency} ${planted.balanceType}`
    gaps.set(cell, (gaps.get(cell) ?? 0n) - BigInt(planted.residualMinor))
  }
  return [...gaps.values()].reduce((sum, gap) => sum + (gap < 0n ? -gap : gap), 0n)
}

import type { Check } from '@/lib/domain/close/check'
import type { NamedException } from '@/lib/domain/close/facts'
import type { PeriodState, ReopenReason } from '@/lib/domain/close/lifecycle'
import type { DateBasis, Month, Scope } from '@/lib/domain/close/period'
import type { JsonObject } from '../audit/record-audit'

export type PeriodRow = {
  scope: Scope
  month: Month
  zone: string
  basis: DateBasis
  state: PeriodState
  revision: number
  askedBy: string
  askedAt: Date
  seenHash: string
  named: NamedException[]
  checks: Check[]
  postings: bigint
  postingsDigest: string
  closedBy: string | null
  closedAt: Date | null
  auditHash: string | null
  reopenAskedBy: string | null
  reopenAskedAt: Date | null
  reopenReason: ReopenReason | null
  reopenedBy: string | null
  reopenedAt: Date | null
}

export const periodColumns = `scope, to_char(month, 'YYYY-MM') AS month, zone, basis, state, revision, asked_by AS "askedBy",
  asked_at AS "askedAt", seen_hash AS "seenHash", named, checks, postings, postings_digest AS "postingsDigest",
  closed_by AS "closedBy", closed_at AS "closedAt", audit_hash AS "auditHash", reopen_asked_by AS "reopenAskedBy",
  reopen_asked_at AS "reopenAskedAt", reopen_reason AS "reopenReason", reopened_by AS "reopenedBy",
  reopened_at AS "reopenedAt"`

type Stored = Omit<PeriodRow, 'named' | 'checks'> & { named: JsonObject[]; checks: JsonObject[] }

/** Amounts are text in JSON, so that no digit is lost. */
export function periodFromRow(row: Stored): PeriodRow {
  return {
    ...row,
    named: row.named.map((one) => ({
      ...(one as unknown as NamedException),
      number: BigInt(String(one.number)),
      amountMinor: BigInt(String(one.amountMinor)),
    })),
    checks: row.checks.map((one) => {
      const check = one as unknown as Check
      return { ...check, figures: check.figures.map((figure) => ({ ...figure, minor: BigInt(figure.minor) })) }
    }),
  }
}

export type StoredPeriod = Stored

import { can } from '@/lib/domain/access/can'
import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { equationFor } from '@/lib/domain/ledger/equations'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { touchWholeBalance } from '../payouts/touch-payouts'
import { touchAccount } from './store-proofs'
import type { Scope } from './sums'

export type OpeningInput = {
  accountId: string
  currency: string
  balanceType: string
  minor: bigint
  /** The day whose closing balance this is, and where it was read. */
  asOf: CalendarDay
  because: string
}

export type OpeningRefusal = 'not_permitted' | 'no_reason'

/**
 * States what a balance was before our history begins. It is an assumption, not a fact: it carries its day and its
 * reason wherever the proof is shown, and the next proof starts from it.
 */
export async function assumeOpening(
  ctx: Ctx,
  scope: Scope,
  input: OpeningInput,
): Promise<Result<void, OpeningRefusal>> {
  if (!can(ctx.actor, 'books.import')) return refuse('not_permitted')
  if (input.because.trim() === '') return refuse('no_reason')
  const { accountId, currency, balanceType, minor } = input
  const label = `${input.asOf}: ${input.because.trim()}`
  const place = [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, currency, balanceType]
  await inSql(ctx, async (sql) => {
    await sql.run(
      `INSERT INTO balance_proof (marketplace_id, provider, livemode, account_id, currency, balance_type, state,
         ledger_minor, opening_minor, opening_label, equation, reads, proven_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'unproven', $7, $7, $8, $9, 0, $10)
       ON CONFLICT (marketplace_id, provider, livemode, account_id, currency, balance_type) DO UPDATE SET
         state = 'unproven', residual_minor = NULL, split_state = NULL, opening_minor = excluded.opening_minor,
         opening_label = excluded.opening_label`,
      [...place, minor, label, equationFor(balanceType).says, ctx.now],
    )
    await touchAccount(sql, ctx, accountId)
    await touchWholeBalance(sql, ctx, { provider: scope.name, livemode: scope.livemode, accountId, currency })
    const detail = { currency, balanceType, openingMinor: minor.toString(), label }
    await recordAudit(sql, ctx, 'proof.assume_opening', accountId, detail)
  })
  return ok()
}

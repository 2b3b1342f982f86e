import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type AccrualRule, accruals, accrueFee } from '@/lib/domain/close/adjusting/accrue-fee'
import { monetaryMinor, revalue } from '@/lib/domain/close/adjusting/revalue'
import { entity, firstDay, type Month, previousMonth } from '@/lib/domain/close/period'
import type { Posting } from '@/lib/domain/ledger/posting'
import { rateFromDecimal } from '@/lib/domain/money/rate'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import type { Sql } from '../../db/transaction'
import { canonicalJson, naturalId } from '../../digest/natural-id'
import { sumAccounts } from '../period-sums'
import { loadAccrual } from './load-accrual'
import { type EntryPlace, openPlace, postEntry } from './post-entry'

/** Rates as decimals: units of the reporting currency for one of `currency`; `ratesOf` says where they are from. */
export type Adjustment = { month: Month; currency: string } & (
  | { rule: AccrualRule }
  | { rule: 'fx_revaluation'; carriedRate: string; closingRate: string; ratesOn: string; ratesOf: string }
)

export type AdjustRefusal =
  | 'not_permitted'
  | 'month_closed'
  | 'no_platform'
  | 'already_posted'
  | 'no_rate'
  | 'bad_rate'
  | 'unknown_currency'
  | 'same_currency'
  | 'nothing_to_revalue'

type Decided = { postings: Posting[]; basis: Record<string, unknown> }

/** Posts an adjusting entry that names its rule and its figures, with its reversal on the first day of the next month. */
export async function adjustMonth(ctx: Ctx, input: Adjustment): Promise<Result<string, AdjustRefusal>> {
  if (!can(ctx.actor, 'close.request')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const place = await openPlace(sql, ctx, input.month)
    if (place === 'closed') return refuse('month_closed')
    if (place === 'no_platform') return refuse('no_platform')
    const decided = await decide(sql, ctx, input, place)
    if (!decided.ok) return decided
    const id = await keep(sql, ctx, input, decided.value)
    if (id === null) return refuse('already_posted')
    await postEntry(sql, ctx, place, id, decided.value.postings)
    const { month, rule, currency } = input
    await recordAudit(sql, ctx, 'period.adjust', id, { month, rule, currency, basis: decided.value.basis })
    return ok(id)
  })
}

async function decide(
  sql: Sql,
  ctx: Ctx,
  input: Adjustment,
  { zone }: EntryPlace,
): Promise<Result<Decided, AdjustRefusal>> {
  const { marketplaceId } = ctx.actor
  const { month, currency } = input
  if (input.rule !== 'fx_revaluation') {
    const facts = await loadAccrual(sql, { marketplaceId, month, zone, currency, rule: input.rule })
    const postings = accrueFee(facts)
    return postings.ok
      ? ok({ postings: postings.value, basis: { ...facts, before: previousMonth(month), ...accruals[input.rule] } })
      : postings
  }
  const [carriedRate, closingRate] = [rateFromDecimal(input.carriedRate), rateFromDecimal(input.closingRate)]
  if (!carriedRate.ok || !closingRate.ok) return refuse('bad_rate')
  const into = await reportingCurrency(sql, marketplaceId)
  const accounts = await sumAccounts(sql, { marketplaceId, scope: entity, month, zone })
  const balanceMinor = monetaryMinor(accounts, currency)
  const postings = revalue(balanceMinor, {
    currency,
    into,
    carriedRate: carriedRate.value,
    closingRate: closingRate.value,
  })
  const { carriedRate: carried, closingRate: closing, ratesOn, ratesOf } = input
  return postings.ok
    ? ok({ postings: postings.value, basis: { balanceMinor, into, carried, closing, ratesOn, ratesOf } })
    : postings
}

async function reportingCurrency(sql: Sql, marketplaceId: string): Promise<string> {
  const [row] = await sql.rows<{ currency: string }>(
    'SELECT reporting_currency AS currency FROM marketplace WHERE id = $1',
    [marketplaceId],
  )
  if (!row) throw new Error(`Marketplace ${marketplaceId} does not exist`)
  return row.currency
}

/** Null where one of the same rule, month and currency stands: of two at once the index lets one in. */
async function keep(sql: Sql, ctx: Ctx, input: Adjustment, { postings, basis }: Decided): Promise<string | null> {
  const { marketplaceId } = ctx.actor
  const { month, rule, currency } = input
  const [before] = await sql.rows<{ n: bigint }>(
    'SELECT count(*) AS n FROM close_adjustment WHERE marketplace_id = $1 AND month = $2::date AND rule = $3 AND currency = $4',
    [marketplaceId, firstDay(month), rule, currency],
  )
  const id = naturalId('adj', marketplaceId, month, rule, currency, String(before?.n ?? 0n))
  const amount = postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const added = await sql.run(
    `INSERT INTO close_adjustment (marketplace_id, id, month, rule, currency, basis, amount_minor, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [marketplaceId, id, firstDay(month), rule, currency, canonicalJson(basis), amount, ctx.actor.id, ctx.now],
  )
  return added > 0 ? id : null
}

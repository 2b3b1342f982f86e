import type { AccountMonth, BalanceFact, NamedException, PeriodFacts } from '@/lib/domain/close/facts'
import { type DateBasis, entity, type Month, type Scope } from '@/lib/domain/close/period'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { canonicalJson, sha256 } from '../digest/natural-id'
import { bookedDayOf, loadTies } from './load-ties'
import {
  bookedDay,
  type Digest,
  digestPostings,
  inScope,
  type PeriodPlace,
  placeParams,
  sumAccounts,
} from './period-sums'

type Loaded = { facts: PeriodFacts; named: NamedException[] }
export type LoadedPeriod = Loaded & { digest: Digest; seenHash: string }

/** All that closing a month rests on, and one hash over what must not change between asking and confirming. */
export async function loadPeriod(
  sql: Sql,
  ctx: Ctx,
  key: { scope: Scope; month: Month },
  numbers: readonly string[],
): Promise<LoadedPeriod> {
  const { facts, named } = await loadFacts(sql, ctx, key, numbers)
  const digest = await digestPostings(sql, { marketplaceId: ctx.actor.marketplaceId, zone: facts.zone, ...key })
  return { facts, named, digest, seenHash: hashOf(facts, digest, named) }
}

/** The facts alone: what the checks of an open month read, without hashing its postings. */
export async function loadFacts(
  sql: Sql,
  ctx: Ctx,
  { scope, month }: { scope: Scope; month: Month },
  numbers: readonly string[],
): Promise<Loaded> {
  const { marketplaceId } = ctx.actor
  const { zone, basis, endsAt } = await calendarOf(sql, marketplaceId, month)
  const place: PeriodPlace = { marketplaceId, scope, month, zone }
  const accounts = await sumAccounts(sql, place)
  const facts: PeriodFacts = {
    scope,
    month,
    zone,
    basis,
    endsAt,
    accounts,
    earlierOpen: await earlierOpen(sql, place),
    unposted: await countUnposted(sql, place, basis),
    balances: await loadBalances(sql, place, accounts),
    closedBefore: await closedBefore(sql, place),
    ties: await loadTies(sql, place, basis, accounts),
  }
  return { facts, named: await loadNamed(sql, marketplaceId, numbers) }
}

/** When a balance was proven is left out: that it is proven is checked anew. */
function hashOf(facts: PeriodFacts, { digest }: Digest, named: readonly NamedException[]): string {
  const { scope, month, zone, basis, accounts, balances } = facts
  const residuals = balances
    .filter(({ residualMinor }) => residualMinor)
    .map(({ accountId, currency, balanceType, residualMinor }) => [accountId, currency, balanceType, residualMinor])
  return sha256(canonicalJson({ scope, month, zone, basis, digest, accounts, residuals, named }))
}

type Calendar = { zone: string; basis: DateBasis; endsAt: Date }

export async function calendarOf(sql: Sql, marketplaceId: string, month: Month): Promise<Calendar> {
  const [row] = await sql.rows<Calendar>(
    `SELECT m.reporting_zone AS zone, coalesce(k.basis, 'created') AS basis,
       (($2 || '-01')::timestamp + interval '1 month') AT TIME ZONE m.reporting_zone AS "endsAt"
     FROM marketplace m LEFT JOIN close_calendar k ON k.marketplace_id = m.id WHERE m.id = $1`,
    [marketplaceId, month],
  )
  if (!row) throw new Error(`Marketplace ${marketplaceId} does not exist`)
  return row
}

/** The first month that moved money after what is closed and before this one. */
async function earlierOpen(sql: Sql, place: PeriodPlace): Promise<Month | null> {
  const [row] = await sql.rows<{ month: Month | null }>(
    `SELECT to_char(min(${bookedDay}), 'YYYY-MM') AS month FROM ledger_posting p
     WHERE ${inScope('p')} AND ${bookedDay} < $4::date AND $5::date IS NOT NULL AND ${bookedDay} >= coalesce(
       (SELECT (max(month) + interval '1 month')::date FROM close_period c WHERE c.marketplace_id = $1
          AND c.scope IN ($2, '${entity}') AND c.state IN ('closed', 'reopen_asked')), '-infinity'::date)`,
    placeParams(place),
  )
  return row?.month ?? null
}

async function countUnposted(sql: Sql, place: PeriodPlace, basis: DateBasis): Promise<bigint> {
  const [row] = await sql.rows<{ n: bigint }>(
    `SELECT count(*) AS n FROM posting_queue q JOIN balance_transaction b ON b.money_key = q.money_key
       AND b.marketplace_id = q.marketplace_id AND b.account_id = q.account_id AND b.id = q.balance_transaction_id
     WHERE ${inScope('b')} AND ${bookedDayOf(basis)} < $5::date AND $4::date IS NOT NULL`,
    placeParams(place),
  )
  return row?.n ?? 0n
}

/** The last proof of every balance; where money moved and none was ever made, that is said. */
async function loadBalances(sql: Sql, place: PeriodPlace, accounts: readonly AccountMonth[]): Promise<BalanceFact[]> {
  const rows = await sql.rows<BalanceFact>(
    `SELECT p.account_id AS "accountId", p.currency, p.balance_type AS "balanceType", p.state, p.provider_minor AS "providerMinor",
       p.residual_minor AS "residualMinor", p.proven_at AS "provenAt",
       EXISTS (SELECT FROM provider_account a WHERE a.marketplace_id = p.marketplace_id AND a.provider = p.provider
         AND a.livemode = p.livemode AND a.account_id = p.account_id AND a.deauthorized_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM balance_transaction b WHERE b.marketplace_id = p.marketplace_id
         AND b.account_id = p.account_id AND b.currency = p.currency AND b.created > p.proven_at) AS "restsSince"
     FROM balance_proof p WHERE p.marketplace_id = $1 AND ($2 = '*' OR p.account_id = $2)
     ORDER BY p.account_id, p.currency, p.balance_type`,
    [place.marketplaceId, place.scope],
  )
  const known = new Set(rows.map((row) => `stripe:${row.accountId}:${row.balanceType} ${row.currency}`))
  const missing = accounts.filter(
    ({ ledgerAccount, currency }) => ledgerAccount.startsWith('stripe:') && !known.has(`${ledgerAccount} ${currency}`),
  )
  return [...rows, ...missing.map(neverProven)]
}

function neverProven({ ledgerAccount, currency }: AccountMonth): BalanceFact {
  const [, accountId = '', balanceType = ''] = ledgerAccount.split(':')
  const nothing = { providerMinor: null, residualMinor: null, provenAt: null, restsSince: false }
  return { accountId, currency, balanceType, state: 'missing', ...nothing }
}

/** Null where no month of this scope was closed before. */
async function closedBefore(sql: Sql, place: PeriodPlace): Promise<PeriodFacts['closedBefore']> {
  const [last] = await sql.rows<{ month: string; revision: number }>(
    `SELECT month::text, revision FROM close_period WHERE marketplace_id = $1 AND scope = $2 AND month < ($3 || '-01')::date
       AND state IN ('closed', 'reopen_asked') ORDER BY month DESC LIMIT 1`,
    [place.marketplaceId, place.scope, place.month],
  )
  if (!last) return null
  return sql.rows(
    `SELECT ledger_account AS "ledgerAccount", currency, closing_minor AS "closingMinor" FROM close_balance
     WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date AND revision = $4`,
    [place.marketplaceId, place.scope, last.month, last.revision],
  )
}

/** Only what is open explains something; in the order of their numbers, each once. */
async function loadNamed(sql: Sql, marketplaceId: string, numbers: readonly string[]): Promise<NamedException[]> {
  if (numbers.length === 0) return []
  return sql.rows<NamedException>(
    `SELECT id, number, kind, account_id AS "accountId", currency, amount_minor AS "amountMinor" FROM recon_exception
     WHERE marketplace_id = $1 AND number = ANY($2::bigint[]) AND state = 'open' ORDER BY number`,
    [marketplaceId, numbers],
  )
}

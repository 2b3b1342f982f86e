import { type AccountMonth, type Control, controls, type Tie } from '@/lib/domain/close/facts'
import type { DateBasis } from '@/lib/domain/close/period'
import { rootOf } from '@/lib/domain/close/trial-balance'
import type { Sql } from '../db/transaction'
import { inScope, type PeriodPlace, placeParams } from './period-sums'

/** The day on which a balance transaction `b` is booked, as the domain's `bookedAt` has it. */
export function bookedDayOf(basis: DateBasis): string {
  const instant = {
    created: 'b.created',
    available: 'b.available_on',
    arrival: `CASE WHEN b.reporting_category IN ('payout', 'payout_reversal') THEN b.available_on ELSE b.created END`,
  }[basis]
  return `(${instant} AT TIME ZONE $3)::date`
}

/** Booked by the month's end: not what came too late for it and stands in a later month. */
const untilEnd = (basis: DateBasis) => `${inScope('b')} AND ${bookedDayOf(basis)} < $5::date AND $4::date IS NOT NULL
  AND NOT EXISTS (SELECT FROM ledger_posting p WHERE p.money_key = b.money_key AND p.marketplace_id = b.marketplace_id
    AND p.account_id = b.account_id AND p.transaction_id = b.id AND p.late AND p.posted_on >= $5::date)`

type Other = { control: Control; account: string; currency: string; minor: bigint }

/**
 * What each control account must equal, straight from what Stripe said: none of it went through the ledger. Clearing and
 * reserves come of one pass over the rows.
 */
const balancesSql = (basis: DateBasis) => `WITH cells AS MATERIALIZED (
    SELECT b.account_id, b.balance_type, b.currency, sum(b.net_minor) AS net,
      sum(b.amount_minor) FILTER (WHERE b.reporting_category = 'connect_reserved_funds') AS connect,
      sum(b.amount_minor) FILTER (WHERE b.reporting_category = 'risk_reserved_funds') AS risk
    FROM balance_transaction b WHERE ${untilEnd(basis)} GROUP BY 1, 2, 3)
  SELECT 'stripe_clearing' AS control, 'stripe:' || account_id || ':' || balance_type AS account, currency, net::bigint AS minor FROM cells
  UNION ALL SELECT 'connect_reserve', 'connect_reserve:' || account_id, currency, -connect::bigint FROM cells WHERE connect IS NOT NULL
  UNION ALL SELECT 'risk_reserve', 'risk_reserve:' || account_id, currency, -risk::bigint FROM cells WHERE risk IS NOT NULL`

/** Each transfer and reversal of the platform (a seller's own are debits) in its own currency, as the domain's `ownAmount` has it. */
const payableSql = (basis: DateBasis) => `SELECT 'seller_payable' AS control, 'seller_payable' AS account, own.currency,
    -sum(own.minor)::bigint AS minor
  FROM (SELECT
      CASE WHEN o.currency <> b.currency AND o.amount_minor > 0 AND b.amount_minor <> 0 THEN o.currency ELSE b.currency END AS currency,
      CASE WHEN o.currency <> b.currency AND o.amount_minor > 0 THEN sign(b.amount_minor) * o.amount_minor
        ELSE b.amount_minor END AS minor
    FROM balance_transaction b LEFT JOIN provider_object o ON o.money_key = b.money_key
      AND o.marketplace_id = b.marketplace_id AND o.account_id = b.account_id AND o.id = b.source_id
    WHERE ${untilEnd(basis)} AND b.reporting_category IN ('transfer', 'transfer_reversal')
      AND EXISTS (SELECT FROM provider_connection c WHERE c.marketplace_id = b.marketplace_id AND c.account_id = b.account_id)) own GROUP BY 3`

/** Which account of the control a ledger account belongs to; null where it is not of this control. */
const keyOf: Record<Control, (ledgerAccount: string) => string | null> = {
  stripe_clearing: (account) => (rootOf(account) === 'stripe' ? account : null),
  seller_payable: (account) => (rootOf(account) === 'seller_payable' ? 'seller_payable' : null),
  connect_reserve: (account) => (rootOf(account) === 'connect_reserve' ? account : null),
  risk_reserve: (account) => (rootOf(account) === 'risk_reserve' ? account : null),
}

export async function loadTies(
  sql: Sql,
  place: PeriodPlace,
  basis: DateBasis,
  accounts: readonly AccountMonth[],
): Promise<Tie[]> {
  const params = placeParams(place)
  const balances = await sql.rows<Other>(balancesSql(basis), params)
  const other = [...balances, ...(await sql.rows<Other>(payableSql(basis), params))]
  return controls.flatMap((control) =>
    tied(
      control,
      accounts,
      other.filter((row) => row.control === control),
    ),
  )
}

/** Every account that either side knows. */
function tied(control: Control, accounts: readonly AccountMonth[], other: readonly Other[]): Tie[] {
  const ties = new Map<string, { account: string; currency: string; ledgerMinor: bigint; otherMinor: bigint }>()
  const at = (account: string, currency: string) => {
    const key = `${account} ${currency}`
    const tie = ties.get(key) ?? { account, currency, ledgerMinor: 0n, otherMinor: 0n }
    ties.set(key, tie)
    return tie
  }
  for (const { ledgerAccount, currency, closingMinor } of accounts) {
    const account = keyOf[control](ledgerAccount)
    if (account !== null) at(account, currency).ledgerMinor += closingMinor
  }
  for (const { account, currency, minor } of other) at(account, currency).otherMinor += minor
  return [...ties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tie]) => ({ control, ...tie }))
}

import type { BalanceRow } from '@/lib/domain/payouts/composition'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'

const rowsPerFetch = 5_000
/** Stripe keeps money back for a month at most; what waits longer has an index of its own. */
const usualWait = `interval '40 days'`
/** More rows on their way than this are not looked through for one instant payout. */
const mostPending = 20_000

/** The automatic payout whose listing names row `b`: the first, should there be two. */
const listing = `LEFT JOIN LATERAL (
    SELECT i.payout_id, o.created FROM payout_item i JOIN provider_object o ON o.money_key = 'stripe:' || i.payout_id
      AND o.marketplace_id = i.marketplace_id AND o.account_id = i.account_id AND o.id = i.payout_id
    WHERE i.money_key = b.money_key AND i.marketplace_id = b.marketplace_id AND i.account_id = b.account_id
      AND i.balance_transaction_id = b.id ORDER BY o.created, i.payout_id LIMIT 1) l ON true`
const columns = `b.id, b.money_key AS key, b.net_minor AS "netMinor", b.available_on AS "availableOn", b.created,
  b.reporting_category AS category, b.source_id AS "sourceId", l.payout_id AS "listedIn"`
const isMoney = `b.reporting_category NOT IN ('payout', 'payout_reversal')`
const effective = 'least(b.available_on, l.created)'
const inOrder = `b.available_on, b.created, b.id COLLATE "C"`

/**
 * The rows of a balance whose money became available after `from` and not after `to`, in the order of their events. A
 * cursor: in memory lies one batch.
 */
export async function* rowsBetween(
  sql: Sql,
  marketplaceId: string,
  place: BalancePlace,
  from: Date | null,
  to: Date,
): AsyncGenerator<BalanceRow> {
  const after = from === null ? 'true' : `b.available_on > $8 AND ${effective} > $8`
  const recent = from === null ? after : `${after} AND b.created > $8 - ${usualWait}`
  const select = (condition: string) =>
    `SELECT ${columns}, ${effective} AS at FROM balance_transaction b ${listing}
     WHERE ${ofBalance('b')} AND ${isMoney} AND ${effective} <= $7 AND ${condition}`
  const late = `SELECT * FROM (${select(`${after} AND b.created <= $8 - ${usualWait}
    AND b.available_on - b.created >= ${usualWait}`)}) late`
  const text = from === null ? select('true') : `${select(recent)} UNION ALL ${late}`
  await sql.run(
    `DECLARE payout_rows NO SCROLL CURSOR FOR SELECT * FROM (${text}) rows
     ORDER BY at, "availableOn", created, id COLLATE "C"`,
    [...placeParams(marketplaceId, place), to, ...(from === null ? [] : [from])],
  )
  for (;;) {
    const batch = await sql.rows<BalanceRow>(`FETCH ${rowsPerFetch} FROM payout_rows`)
    yield* batch
    if (batch.length < rowsPerFetch) break
  }
  await sql.run('CLOSE payout_rows')
}

/** What existed at `at` and was not available yet: only an instant payout that lacks funds asks. */
export async function pendingRows(
  sql: Sql,
  marketplaceId: string,
  place: BalancePlace,
  at: Date,
): Promise<BalanceRow[]> {
  return sql.rows<BalanceRow>(
    `SELECT ${columns} FROM balance_transaction b ${listing}
     WHERE ${ofBalance('b')} AND ${isMoney} AND b.created <= $7 AND b.available_on > $7 AND ${effective} > $7
     ORDER BY ${inOrder} LIMIT ${mostPending}`,
    [...placeParams(marketplaceId, place), at],
  )
}

/** With which payouts money left, came back, and which payout's object is not known yet. */
export type OwnRow = BalanceRow & { isKnown: boolean }

/** The own rows of payouts: those that were made or came back after `from`. */
export async function ownRows(
  sql: Sql,
  marketplaceId: string,
  place: BalancePlace,
  from: Date | null,
): Promise<OwnRow[]> {
  return sql.rows<OwnRow>(
    `SELECT ${columns}, o.id IS NOT NULL AS "isKnown" FROM balance_transaction b ${listing}
     LEFT JOIN provider_object o ON o.money_key = b.money_key AND o.marketplace_id = b.marketplace_id
       AND o.account_id = b.account_id AND o.id = b.source_id AND o.object_type = 'payout'
     WHERE ${ofBalance('b')} AND b.reporting_category IN ('payout', 'payout_reversal')
       AND ($7::timestamptz IS NULL OR b.created >= $7 OR (b.available_on >= $7 AND b.created > $7 - ${usualWait}))`,
    [...placeParams(marketplaceId, place), from],
  )
}

import type { BalanceRow, RowPlace } from '@/lib/domain/payouts/composition'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'

const rowsPerFetch = 5_000
/** Stripe keeps money back for a month at most; what waits longer than 40 days has an index of its own. */
const usualWait = `interval '960 hours'`
/** More rows on their way than this are not looked through for one instant payout. */
const mostPending = 20_000

/**
 * The automatic payout whose listing names row `b`: the first, should there be two. Where no payout that lies ahead is
 * listed, no row that lies ahead can be, and nobody looks.
 */
function listingFor(hasListings: boolean): string {
  if (!hasListings) return 'CROSS JOIN (SELECT NULL::text AS payout_id, NULL::timestamptz AS created) l'
  // The marketplace as a parameter: joined to a column, row-level security keeps the key out of the index.
  return `LEFT JOIN LATERAL (
    SELECT i.payout_id, o.created FROM payout_item i CROSS JOIN LATERAL (SELECT created FROM provider_object
      WHERE money_key = 'stripe:' || i.payout_id AND marketplace_id = $1 AND account_id = i.account_id AND id = i.payout_id
      OFFSET 0) o
    WHERE i.money_key = b.money_key AND i.marketplace_id = $1 AND i.account_id = b.account_id
      AND i.balance_transaction_id = b.id ORDER BY o.created, i.payout_id LIMIT 1) l ON true`
}

const columns = `b.id, b.money_key AS key, b.net_minor AS "netMinor", b.available_on AS "availableOn", b.created,
  b.reporting_category AS category, b.source_id AS "sourceId", l.payout_id AS "listedIn"`
const isMoney = `b.reporting_category NOT IN ('payout', 'payout_reversal')`
const effective = 'least(b.available_on, l.created)'
const inOrder = `b.available_on, b.created, b.id COLLATE "C"`

/** Which balance, and whether Stripe lists any of the payouts that are looked at. */
export type RowScope = { marketplaceId: string; place: BalancePlace; hasListings: boolean }

/**
 * The rows of a balance whose money became available after `from` and not after `to`, in the order of their events. A
 * cursor: in memory lies one batch.
 */
export async function* rowsBetween(
  sql: Sql,
  { marketplaceId, place, hasListings }: RowScope,
  from: Date | null,
  to: Date,
): AsyncGenerator<BalanceRow[]> {
  const select = (condition: string) =>
    `SELECT ${columns}, ${effective} AS at FROM balance_transaction b ${listingFor(hasListings)}
     WHERE ${ofBalance('b')} AND ${isMoney} AND ${effective} <= $7 AND ${condition}`
  const ahead = (how: string) => select(`b.available_on > $8 AND ${effective} > $8 AND ${how}`)
  const text = from === null ? select('true') : `${ahead(isRecent('$8'))} UNION ALL ${ahead(isLate('$8'))}`
  await sql.run(
    `DECLARE payout_rows NO SCROLL CURSOR FOR SELECT * FROM (${text}) rows
     ORDER BY at, "availableOn", created, id COLLATE "C"`,
    [...placeParams(marketplaceId, place), to, ...(from === null ? [] : [from])],
  )
  for (;;) {
    const batch = await sql.rows<BalanceRow>(`FETCH ${rowsPerFetch} FROM payout_rows`)
    if (batch.length > 0) yield batch
    if (batch.length < rowsPerFetch) break
  }
  await sql.run('CLOSE payout_rows')
}

/** Rows that are available after an instant were made shortly before it, or wait unusually long (an index of their own). */
const isRecent = (at: string) => `b.created > ${at}::timestamptz - ${usualWait}`
const isLate = (at: string) =>
  `b.created <= ${at}::timestamptz - ${usualWait} AND b.available_on - b.created >= ${usualWait}`

/** What a state left out: open rows that were available at `at` and that no payout had touched. */
export async function rowsBehind(
  sql: Sql,
  { marketplaceId, place }: RowScope,
  frontier: RowPlace,
  at: Date,
): Promise<BalanceRow[]> {
  const select = (how: string) =>
    `SELECT ${columns} FROM balance_transaction b ${listingFor(true)}
     WHERE ${ofBalance('b')} AND ${isMoney} AND b.net_minor > 0 AND l.payout_id IS NULL AND b.available_on <= $7
       AND b.available_on >= $8 AND (b.available_on, b.created, b.id COLLATE "C") > ($8, $9::timestamptz, $10::text)
       AND ${how}`
  return sql.rows<BalanceRow>(
    `SELECT * FROM (${select(isRecent('$8'))} UNION ALL ${select(isLate('$8'))}) rows
     ORDER BY "availableOn", created, id COLLATE "C"`,
    [...placeParams(marketplaceId, place), at, frontier.availableOn, frontier.created, frontier.id],
  )
}

/** What existed at `at` and was not available yet: only an instant payout that lacks funds asks. */
export async function pendingRows(
  sql: Sql,
  { marketplaceId, place, hasListings }: RowScope,
  at: Date,
): Promise<BalanceRow[]> {
  return sql.rows<BalanceRow>(
    `SELECT ${columns} FROM balance_transaction b ${listingFor(hasListings)}
     WHERE ${ofBalance('b')} AND ${isMoney} AND b.created <= $7 AND b.available_on > $7 AND ${effective} > $7
       AND (${isRecent('$7')} OR (${isLate('$7')})) ORDER BY ${inOrder} LIMIT ${mostPending}`,
    [...placeParams(marketplaceId, place), at],
  )
}

/** A payout's own row: with it money left, or came back. `isKnown`: the payout itself is known. */
export type OwnRow = BalanceRow & { isKnown: boolean }

/** The own rows of payouts: those that were made or came back after `from`. */
export async function ownRows(
  sql: Sql,
  { marketplaceId, place, hasListings }: RowScope,
  from: Date | null,
): Promise<OwnRow[]> {
  return sql.rows<OwnRow>(
    `SELECT ${columns}, o.id IS NOT NULL AS "isKnown" FROM balance_transaction b ${listingFor(hasListings)}
     LEFT JOIN provider_object o ON o.money_key = b.money_key AND o.marketplace_id = b.marketplace_id
       AND o.account_id = b.account_id AND o.id = b.source_id AND o.object_type = 'payout'
     WHERE ${ofBalance('b')} AND b.reporting_category IN ('payout', 'payout_reversal')
       AND ($7::timestamptz IS NULL OR b.created >= $7 OR (b.available_on >= $7 AND ${isRecent('$7')}))`,
    [...placeParams(marketplaceId, place), from],
  )
}

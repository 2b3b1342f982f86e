import { firstDay, type Month } from '@/lib/domain/close/period'
import { accountDeltas, type Posting, reverse } from '@/lib/domain/ledger/posting'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { addToBalances, addToCosts, insertPostings, type PostingRow } from '../../ledger/store-postings'
import { platformAccountOf } from '../../reconciliation/account-findings'
import { calendarOf } from '../load-facts'
import { lockCalendar, opensFor } from '../posting-calendar'

export type EntryPlace = { accountId: string; zone: string; endsAt: Date }

/** Where a month's adjusting entries stand: the platform's own books. */
export async function openPlace(sql: Sql, ctx: Ctx, month: Month): Promise<EntryPlace | 'closed' | 'no_platform'> {
  const { marketplaceId } = ctx.actor
  const { zone, endsAt } = await calendarOf(sql, marketplaceId, month)
  const accountId = await platformAccountOf(sql, marketplaceId)
  if (accountId === null) return 'no_platform'
  const opens = opensFor(await lockCalendar(sql, marketplaceId, zone), accountId)
  return opens !== null && firstDay(month) < opens ? 'closed' : { accountId, zone, endsAt }
}

/** The entry on the month's last instant and its opposite on the first of the next: one adds nothing to the year. */
export async function postEntry(
  sql: Sql,
  ctx: Ctx,
  { accountId, zone, endsAt }: EntryPlace,
  id: string,
  postings: readonly Posting[],
): Promise<void> {
  const moneyKey = `adjust:${id}`
  const rowsOf = (own: readonly Posting[], name: string, occurredAt: Date): PostingRow[] =>
    own.map((posting, place) => ({
      ...posting,
      moneyKey,
      accountId,
      id: `${id}.${name}.${place + 1}`,
      transactionId: id,
      occurredAt,
    }))
  const last = new Date(endsAt.getTime() - 1)
  await write(sql, ctx, zone, [...rowsOf(postings, 'entry', last), ...rowsOf(reverse(postings), 'reversal', endsAt)])
}

/** Says the opposite of the entry and of its reversal, each in its own month. */
export async function withdrawEntry(sql: Sql, ctx: Ctx, { zone }: EntryPlace, id: string): Promise<void> {
  const posted = await sql.rows<PostingRow>(
    `SELECT money_key AS "moneyKey", account_id AS "accountId", id, transaction_id AS "transactionId", debit, credit,
       amount_minor AS "amountMinor", currency, occurred_at AS "occurredAt" FROM ledger_posting
     WHERE marketplace_id = $1 AND money_key = $2 ORDER BY id`,
    [ctx.actor.marketplaceId, `adjust:${id}`],
  )
  const opposite = posted.map((row) => ({ ...row, debit: row.credit, credit: row.debit, id: `${row.id}.withdrawn` }))
  await write(sql, ctx, zone, opposite)
}

async function write(sql: Sql, ctx: Ctx, reportingZone: string, rows: readonly PostingRow[]): Promise<void> {
  const { marketplaceId } = ctx.actor
  await insertPostings(sql, { marketplaceId, reportingZone }, rows)
  await addToBalances(sql, marketplaceId, accountDeltas(rows))
  await addToCosts(sql, { marketplaceId, reportingZone }, rows)
}

import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { normaliseReference } from '@/lib/domain/matching/scoring/normalise-text'
import type { Sql } from '../../db/transaction'
import { type DaySpan, type Leftover, leftoversASide } from './leftover'

type BookRow = {
  exceptionId: string
  side: 'book_entry' | 'provider_object'
  kind: string
  name: string
  account: string
  currency: string
  amountMinor: bigint
  day: CalendarDay
  order: string | null
  text: string
}

/**
 * Entries that name no object and objects that no entry names, as the certain run reported them: an open exception is the
 * proof that a row is left. What is still in its time waits.
 */
export async function bookLeftovers(sql: Sql, marketplaceId: string, { from, to }: DaySpan): Promise<Leftover[]> {
  const params = [marketplaceId, from, to]
  const rows = [...(await sql.rows<BookRow>(entriesSql, params)), ...(await sql.rows<BookRow>(objectsSql, params))]
  return rows.map(({ exceptionId, side, kind, name, order, ...row }) => ({
    ...row,
    id: `${side === 'book_entry' ? 'entry' : 'object'}:${exceptionId}`,
    side,
    // A refund is never a transfer: no match crosses accounts or kinds.
    block: `${row.account} ${kind}`,
    references: order === null ? [] : [normaliseReference('order', order)],
    subject: name,
    name,
    what: kind,
  }))
}

/** What a person tied stands too: proposals leave it out, and a dry run over the past is poorer without it. */
const left = (kind: string) => `e.marketplace_id = $1 AND e.kind = '${kind}'
  AND (e.state = 'open' OR (e.state = 'resolved' AND e.resolution = 'linked_by_hand'))
  AND e.occurred_at >= $2::date AND e.occurred_at < $3::date + 1`

const entriesSql = `
  SELECT e.id AS "exceptionId", 'book_entry' AS side, b.kind, b.reference AS name, e.account_id AS account, e.currency,
    b.amount_minor AS "amountMinor", (b.occurred_at AT TIME ZONE 'UTC')::date::text AS day, b.order_reference AS "order",
    coalesce(b.description, '') AS text
  FROM recon_exception e
  JOIN book_entry b ON b.money_key = e.money_key AND b.marketplace_id = $1 AND b.account_id = e.account_id AND b.id = e.family_id
  WHERE ${left('MISSING_IN_STRIPE')} AND b.object_id IS NULL
  ORDER BY e.occurred_at DESC, e.id LIMIT ${leftoversASide}`

const objectsSql = `
  SELECT e.id AS "exceptionId", 'provider_object' AS side, l.kind, e.object_id AS name, e.account_id AS account, e.currency,
    l.amount_minor AS "amountMinor", (l.created AT TIME ZONE 'UTC')::date::text AS day, l.order_reference AS "order",
    coalesce(o.raw->>'description', '') AS text
  FROM recon_exception e
  JOIN provider_leg l ON l.money_key = 'stripe:' || e.object_id AND l.marketplace_id = $1 AND l.account_id = e.account_id
    AND l.kind = e.evidence #>> '{rows,0,kind}' AND l.currency = e.currency
  LEFT JOIN provider_object o ON o.money_key = l.money_key AND o.marketplace_id = $1 AND o.account_id = l.account_id AND o.id = l.object_id
  WHERE ${left('MISSING_IN_BOOKS')}
  ORDER BY e.occurred_at DESC, e.id LIMIT ${leftoversASide}`

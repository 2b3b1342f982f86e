import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { normaliseReference } from '@/lib/domain/matching/scoring/normalise-text'
import type { Sql } from '../../db/transaction'
import { openText } from '../../personal/free-text'
import { type DaySpan, type Leftover, leftoversASide } from './leftover'

/** Payouts, their returns and top-ups without a line, and Stripe's lines without a movement. */
export async function bankLeftovers(sql: Sql, marketplaceId: string, span: DaySpan): Promise<Leftover[]> {
  const params = [marketplaceId, span.from, span.to]
  const movements = await sql.rows<MovementRow>(movementsSql, params)
  const lines = await sql.rows<LineRow>(linesSql, params)
  const traces = movements.flatMap(({ traceId }) => (traceId === null ? [] : [normaliseReference('trace', traceId)]))
  return [...movements.map(rowOfMovement), ...lines.map((line) => rowOfLine(marketplaceId, line, traces))]
}

type MovementRow = {
  kind: 'payout' | 'return' | 'topup'
  objectId: string
  amountMinor: bigint
  day: CalendarDay
  traceId: string | null
  account: string
  currency: string
  /** Of a return: the line that booked the payout, which its finding is about. */
  creditLine: string | null
}

/** The statuses of docs/findings.md, "The bank"; only where statements are imported, in whatever currency. */
const movementsSql = `
  WITH bank AS (SELECT DISTINCT a.payouts_of_account AS account, c.livemode FROM bank_account a
    JOIN LATERAL (SELECT livemode FROM provider_connection c WHERE c.marketplace_id = $1 AND c.account_id = a.payouts_of_account
      ORDER BY livemode DESC LIMIT 1) c ON true
    WHERE a.marketplace_id = $1),
  moved AS (
    SELECT o.object_type AS kind, o.id AS object_id, CASE WHEN o.object_type = 'topup' THEN -o.amount_minor ELSE o.amount_minor END AS minor,
      CASE WHEN o.object_type = 'payout' AND o.raw->>'arrival_date' IS NOT NULL
        THEN (to_timestamp((o.raw->>'arrival_date')::float8) AT TIME ZONE 'UTC')::date
        ELSE (o.created AT TIME ZONE 'UTC')::date END AS day,
      o.raw #>> '{trace_id,value}' AS trace, o.account_id, o.currency
    FROM bank b JOIN provider_object o ON o.marketplace_id = $1 AND o.account_id = b.account AND o.livemode = b.livemode
    WHERE o.amount_minor > 0 AND o.created >= $2::date - 30 AND o.created < $3::date + 1
      AND ((o.object_type = 'payout' AND o.status IN ('paid', 'in_transit') AND coalesce(o.raw->>'destination', '') NOT LIKE 'fa\\_%')
        OR (o.object_type = 'topup' AND o.status = 'succeeded'))
    UNION ALL
    SELECT 'return', o.id, -o.amount_minor, (t.created AT TIME ZONE 'UTC')::date, o.raw #>> '{trace_id,value}', o.account_id, o.currency
    FROM bank b JOIN provider_object o ON o.marketplace_id = $1 AND o.account_id = b.account AND o.livemode = b.livemode
    JOIN LATERAL (SELECT min(t.created) AS created FROM balance_transaction t WHERE t.money_key = o.money_key AND t.marketplace_id = $1
      AND t.account_id = o.account_id AND t.reporting_category = 'payout_reversal') t ON t.created IS NOT NULL
    WHERE o.object_type = 'payout' AND o.status = 'failed' AND o.amount_minor > 0 AND o.created >= $2::date - 60 AND o.created < $3::date + 1)
  SELECT m.kind, m.object_id AS "objectId", m.minor AS "amountMinor", m.day::text AS day, m.trace AS "traceId",
    m.account_id AS account, m.currency, credit.line_id AS "creditLine"
  FROM moved m LEFT JOIN bank_match credit ON credit.marketplace_id = $1 AND credit.object_id = m.object_id AND credit.kind = 'payout' AND m.kind = 'return'
  WHERE m.day BETWEEN $2 AND $3 AND (m.kind <> 'return' OR credit.line_id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM bank_match k WHERE k.marketplace_id = $1 AND k.object_id = m.object_id AND k.kind = m.kind)
  ORDER BY m.day DESC, m.object_id, m.kind LIMIT ${leftoversASide}`

/** A return is a payout told backwards: it is laid on the same side, as a debit. */
function rowOfMovement({ kind, objectId, traceId, day, ...row }: MovementRow): Leftover {
  return {
    id: `${kind}:${objectId}`,
    side: kind === 'topup' ? 'topup' : 'payout',
    // Whatever crossed may stand in any of the bank accounts into which this one pays out, converted or not.
    block: row.account,
    amountMinor: row.amountMinor,
    currency: row.currency,
    day,
    references: traceId === null ? [] : [normaliseReference('trace', traceId)],
    text: 'STRIPE',
    account: row.account,
    subject: row.creditLine === null ? objectId : `bank:${row.creditLine}`,
    name: objectId,
    what: kind,
  }
}

type LineRow = {
  id: string
  account: string
  currency: string
  day: CalendarDay
  amountMinor: bigint
  bankReference: string | null
  endToEndId: string | null
  transactionId: string | null
  textEnc: string | null
  counterpartyEnc: string | null
}

const linesSql = `
  SELECT l.id, a.payouts_of_account AS account, l.currency, l.booked_on::text AS day,
    l.amount_minor AS "amountMinor", l.bank_reference AS "bankReference", l.end_to_end_id AS "endToEndId",
    l.transaction_id AS "transactionId", l.text_enc AS "textEnc", l.counterparty_enc AS "counterpartyEnc"
  FROM bank_account a JOIN bank_line l ON l.marketplace_id = $1 AND l.account_id = a.id AND l.currency = a.currency
  WHERE a.marketplace_id = $1 AND a.payouts_of_account IS NOT NULL AND l.match_text IS NOT NULL
    AND 'stripe' = ANY (string_to_array(l.match_text, ' ')) AND l.booked_on BETWEEN $2 AND $3
    AND NOT EXISTS (SELECT FROM bank_match k WHERE k.marketplace_id = $1 AND k.line_id = l.id)
  ORDER BY l.booked_on DESC, l.id LIMIT ${leftoversASide}`

/** The line's words are opened to be compared, and go no further than the engine. */
function rowOfLine(marketplaceId: string, line: LineRow, traces: readonly string[]): Leftover {
  const { id, textEnc, counterpartyEnc } = line
  const text = textEnc === null ? '' : openText(marketplaceId, 'bank_line.text_enc', id, textEnc)
  const counterparty =
    counterpartyEnc === null ? '' : openText(marketplaceId, 'bank_line.counterparty_enc', id, counterpartyEnc)
  const words = [line.bankReference, line.endToEndId, line.transactionId, text, counterparty].map((word) =>
    normaliseReference('trace', word ?? '').slice('trace:'.length),
  )
  const isNamed = (trace: string) => words.some((word) => word.includes(trace.slice('trace:'.length)))
  const speaking = [text, counterparty].filter((word) => /stripe/i.test(word))
  return {
    id: `line:${id}`,
    side: 'bank_line',
    block: line.account,
    amountMinor: line.amountMinor,
    currency: line.currency,
    day: line.day,
    references: [...new Set(traces.filter(isNamed))].sort(),
    text: speaking.length > 0 ? speaking.join(' ') : 'STRIPE',
    account: line.account,
    subject: `bank:${id}`,
    name: line.bankReference ?? id,
    what: 'bank_line',
  }
}

import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { coveredDays, type StatementSpan } from '@/lib/domain/reconciliation/bank/covered-days'
import type { BankFacts, BankMovement, StripeLine } from '@/lib/domain/reconciliation/bank/facts'
import type { Sql } from '../../db/transaction'
import { openText } from '../../personal/free-text'

/** The bank accounts into which one Stripe account pays out one currency: whatever crossed may stand in either. */
export type CheckedAccounts = { bankAccountIds: string[]; stripeAccount: string; currency: string; livemode: boolean }

/** Everything about these accounts: what crossed at Stripe since the first statement, and the lines that name Stripe. */
export async function loadBank(sql: Sql, marketplaceId: string, checked: CheckedAccounts): Promise<BankFacts> {
  const { stripeAccount, currency } = checked
  const spans = Map.groupBy(await spansOf(sql, marketplaceId, checked), ({ bankAccountId }) => bankAccountId)
  const accounts = [...spans].map(([bankAccountId, own]) => ({ bankAccountId, covered: coveredDays(own) }))
  const since = accounts.flatMap(({ covered }) => covered.map(({ from }) => from)).sort()[0]
  const movements = since === undefined ? [] : await movementsSince(sql, marketplaceId, checked, since)
  return { stripeAccount, currency, accounts, movements, lines: await linesOf(sql, marketplaceId, checked) }
}

/** A statement of which lines were refused covers nothing: what is absent from it may be among them. */
function spansOf(
  sql: Sql,
  marketplaceId: string,
  { bankAccountIds }: CheckedAccounts,
): Promise<(StatementSpan & { bankAccountId: string })[]> {
  return sql.rows(
    `SELECT bank_account_id AS "bankAccountId", format, opening_on::text AS "openingOn", first_on::text AS "firstOn", last_on::text AS "lastOn",
       closing_on::text AS "closingOn", opening_minor AS "openingMinor", closing_minor AS "closingMinor"
     FROM bank_statement WHERE marketplace_id = $1 AND bank_account_id = ANY($2::text[]) AND lines_refused = 0`,
    [marketplaceId, bankAccountIds],
  )
}

/** A movement whose whole window lies before the first statement can stand in none. */
const windowDays = 21

async function movementsSince(
  sql: Sql,
  marketplaceId: string,
  { stripeAccount, currency, livemode }: CheckedAccounts,
  since: CalendarDay,
): Promise<BankMovement[]> {
  const place = [marketplaceId, stripeAccount, currency, livemode, since]
  const rows = await sql.rows<BankMovement & { backOn: CalendarDay | null }>(
    `SELECT 'payout' AS kind, o.id AS "objectId", o.amount_minor AS "amountMinor", coalesce(o.status, '') AS status,
       coalesce(to_char(to_timestamp((o.raw->>'arrival_date')::float8) AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
         to_char(o.created AT TIME ZONE 'UTC', 'YYYY-MM-DD')) AS day,
       o.raw #>> '{trace_id,value}' AS "traceId", o.created, b.day AS "backOn"
     FROM provider_object o
     LEFT JOIN LATERAL (SELECT to_char(min(b.created) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM balance_transaction b
       WHERE b.money_key = o.money_key AND b.marketplace_id = $1 AND b.account_id = o.account_id
         AND b.reporting_category = 'payout_reversal') b ON o.status = 'failed'
     WHERE o.marketplace_id = $1 AND o.account_id = $2 AND o.object_type = 'payout' AND o.currency = $3 AND o.livemode = $4
       AND o.created >= $5::date - ${windowDays} AND coalesce(o.raw->>'destination', '') NOT LIKE 'fa\\_%'
     UNION ALL
     SELECT 'topup', o.id, -o.amount_minor, coalesce(o.status, ''), to_char(o.created AT TIME ZONE 'UTC', 'YYYY-MM-DD'), NULL,
       o.created, NULL
     FROM provider_object o WHERE o.marketplace_id = $1 AND o.account_id = $2 AND o.object_type = 'topup' AND o.currency = $3
       AND o.livemode = $4 AND o.amount_minor > 0 AND o.created >= $5::date - ${windowDays}`,
    place,
  )
  return rows.flatMap(({ backOn, ...movement }) => [movement, ...(backOn === null ? [] : [returnOf(movement, backOn)])])
}

function returnOf(payout: BankMovement, day: CalendarDay): BankMovement {
  return { ...payout, kind: 'return', amountMinor: -payout.amountMinor, day }
}

type LineRow = Omit<StripeLine, 'words' | 'reference'> & {
  bankReference: string | null
  endToEndId: string | null
  transactionId: string | null
  matchText: string
  textEnc: string | null
  counterpartyEnc: string | null
}

/** Lines are opened here: a trace id may stand anywhere in what the bank wrote. */
async function linesOf(
  sql: Sql,
  marketplaceId: string,
  { bankAccountIds, currency }: CheckedAccounts,
): Promise<StripeLine[]> {
  const rows = await sql.rows<LineRow>(
    `SELECT id, account_id AS "bankAccountId", booked_on::text AS "bookedOn", amount_minor AS "amountMinor", bank_reference AS "bankReference",
       end_to_end_id AS "endToEndId", transaction_id AS "transactionId", match_text AS "matchText", text_enc AS "textEnc",
       counterparty_enc AS "counterpartyEnc"
     FROM bank_line WHERE marketplace_id = $1 AND account_id = ANY($2::text[]) AND currency = $3 AND match_text IS NOT NULL`,
    [marketplaceId, bankAccountIds, currency],
  )
  const own = rows.filter(({ matchText }) => matchText.split(' ').includes('stripe'))
  const named = Map.groupBy(own, ({ bankReference }) => bankReference)
  return own.map(({ id, bankAccountId, bookedOn, amountMinor, ...row }) => ({
    id,
    bankAccountId,
    bookedOn,
    amountMinor,
    reference: named.get(row.bankReference)?.length === 1 ? (row.bankReference ?? id) : id,
    words: [
      row.bankReference,
      row.endToEndId,
      row.transactionId,
      row.textEnc && openText(marketplaceId, 'bank_line.text_enc', id, row.textEnc),
      row.counterpartyEnc && openText(marketplaceId, 'bank_line.counterparty_enc', id, row.counterpartyEnc),
    ].filter((word) => word !== null),
  }))
}

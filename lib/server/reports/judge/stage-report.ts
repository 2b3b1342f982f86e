import {
  isOfPayouts,
  isOfSellers,
  type Period,
  type ReportEvent,
  type ReportKind,
  type ReportRow,
  type SummaryLine,
} from '@/lib/domain/reports/report'
import { lineTrouble, type StatementTrouble } from '@/lib/domain/statements/trouble'
import type { Sql } from '../../db/transaction'

/** What is checked: which export, of whom, when. `accountId` null: of all connected accounts at once. */
export type ReportScope = {
  provider: string
  livemode: boolean
  kind: ReportKind
  accountId: string | null
  period: Period
}

const batchRows = 5_000
const columns = `line int, id text, account_id text, amount bigint, fee bigint, net bigint, currency text, category text,
  type text, created timestamptz, available_on timestamptz, payout_id text`

export type Staged = { rows: bigint; repeated: bigint; summary: SummaryLine[]; trouble: StatementTrouble | null }

/**
 * Puts a file's rows into a table of this transaction, a batch at a time, so that a file of any size takes little memory.
 * It stops at the first line that is wrong: an export is held up whole or not at all.
 */
export async function stageReport(sql: Sql, scope: ReportScope, events: AsyncIterable<ReportEvent>): Promise<Staged> {
  await sql.run(`CREATE TEMP TABLE report_row (${columns}, PRIMARY KEY (account_id, id)) ON COMMIT DROP`)
  const staged: Staged = { rows: 0n, repeated: 0n, summary: [], trouble: null }
  let batch: ReportRow[] = []
  const flush = async () => {
    staged.rows += BigInt(batch.length)
    staged.repeated += BigInt(batch.length - (await writeBatch(sql, scope, batch)))
    batch = []
  }
  for await (const event of events) {
    const trouble = event.kind === 'trouble' ? event.trouble : event.kind === 'row' ? outside(scope, event.row) : null
    if (trouble) return { ...staged, trouble }
    if (event.kind === 'summary') staged.summary.push(event.summary)
    if (event.kind !== 'row') continue
    batch.push(event.row)
    if (batch.length === batchRows) await flush()
  }
  if (batch.length > 0) await flush()
  await sql.run('ANALYZE report_row')
  return staged
}

async function writeBatch(sql: Sql, { accountId }: ReportScope, batch: readonly ReportRow[]): Promise<number> {
  const wire = batch.map((row) => ({
    ...{ line: row.line, id: row.id, account_id: row.accountId ?? accountId, currency: row.currency },
    ...{ amount: String(row.amountMinor), fee: String(row.feeMinor), net: String(row.netMinor) },
    ...{ category: row.category, type: row.type, payout_id: row.payoutId },
    ...{ created: row.created, available_on: row.availableOn },
  }))
  return sql.run(
    `INSERT INTO report_row SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(${columns}) ON CONFLICT DO NOTHING`,
    [JSON.stringify(wire)],
  )
}

/** A row that the asked period or account does not hold: the wrong file was chosen, or the wrong days. */
function outside({ kind, period, accountId }: ReportScope, row: ReportRow): StatementTrouble | null {
  if (isOfSellers(kind) && row.accountId === null)
    return lineTrouble(row.line, 'missing', 'connected_account', 'The row names no account', 'Export it again.')
  if (accountId !== null && row.accountId !== null && row.accountId !== accountId)
    return lineTrouble(row.line, 'other_account', 'connected_account', 'The row is of another account', 'Name its own.')
  // A payout takes up what was made before its period.
  if (isOfPayouts(kind) || (row.created >= period.from && row.created < period.to)) return null
  const message = 'The row was made outside the period'
  return lineTrouble(row.line, 'day', 'created', message, 'Name the period that was exported, in UTC.')
}

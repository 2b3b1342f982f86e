import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import type { ReportRow } from '@/lib/domain/reports/report'
import { readReport } from '@/lib/providers/stripe/reports/read-report'
import { inSql } from '@/lib/server/db/transaction'
import { judgeReport } from '@/lib/server/reports/judge/judge-report'
import { benchNow, type Field, type Ground, platformAccount } from '../ground'
import { makeHistory } from '../material/history'
import { expectCount, note, print, rate, scaled, takeTurns } from '../measure'

const period = { from: new Date(benchNow.getTime() - 91 * 86_400_000), to: benchNow }
const scope = { provider: 'stripe', livemode: false, kind: 'activity', accountId: platformAccount, period } as const

/** Stripe's own report of a million rows, from the file to the verdict, beside a question for every row of it. */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('report')
  const rows = scaled(1_000_000, 5_000)
  await makeHistory(field, rows)
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-report-'))
  try {
    const path = join(folder, 'activity.csv')
    await saveReport(field, path)
    note(`a file of ${((await stat(path)).size / 1024 ** 2).toFixed(0)} MB`)
    const memory = watchHeld()
    const judged = await judge(field, path, rows)
    const held = memory.stop()
    // Ours needs no such index; without one the usual way would look through the table for every line.
    await field.admin.query('CREATE INDEX by_id ON balance_transaction (marketplace_id, account_id, id)')
    const each = await askForEach(field, path, scaled(20_000, 1_000))
    print({ name: 'a report held against 1 M rows', value: judged, unit: 'rows/s', baseline: each })
    print({ name: 'the same, what the process holds more', value: held, unit: 'MB', target: { atMost: 256 } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  await field.close()
}

/** As Stripe writes it: major units, times in UTC. */
async function saveReport({ admin, marketplaceId }: Field, path: string): Promise<void> {
  const client = await admin.connect()
  const decimal = (column: string) =>
    `CASE currency WHEN 'jpy' THEN ${column}::text ELSE (${column} / 100.0)::numeric(20, 2)::text END`
  const time = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')`
  const query = `SELECT id AS balance_transaction_id, ${time('created')} AS created_utc,
      ${time('available_on')} AS available_on_utc, currency, ${decimal('amount_minor')} AS gross,
      ${decimal('fee_minor')} AS fee, ${decimal('net_minor')} AS net, reporting_category
    FROM balance_transaction WHERE marketplace_id = '${marketplaceId}' ORDER BY created, id`
  await pipeline(
    client.query(copyTo(`COPY (${query}) TO STDOUT WITH (FORMAT csv, HEADER true)`)),
    createWriteStream(path),
  )
  client.release()
}

async function judge({ ctx }: Field, path: string, rows: number): Promise<number> {
  const { judged } = await takeTurns(3, {
    judged: () =>
      rate(rows, () =>
        inSql(ctx, async (sql) => {
          const judged = await judgeReport(sql, ctx, scope, readReport(createReadStream(path), 'activity'), 'bench')
          if (!judged.ok || judged.verdict !== 'equal')
            throw new Error('The report is not equal to what it was made of')
          expectCount('rows of the report', judged.counts.equal, rows)
        }),
      ),
  })
  return judged
}

/** The usual way: each line of the file looks for its row. */
async function askForEach({ ctx }: Field, path: string, most: number): Promise<number> {
  const sample: ReportRow[] = []
  for await (const event of readReport(createReadStream(path), 'activity')) {
    if (event.kind === 'row') sample.push(event.row)
    if (sample.length === most) break
  }
  return rate(sample.length, () =>
    inSql(ctx, async (sql) => {
      for (const { id, netMinor, currency } of sample) {
        const found = await sql.rows(
          `SELECT 1 AS found FROM balance_transaction WHERE marketplace_id = $1 AND account_id = $2 AND id = $3
             AND net_minor = $4 AND currency = $5`,
          [ctx.actor.marketplaceId, platformAccount, id, netMinor, currency],
        )
        expectCount('rows with this id', found.length, 1)
      }
    }),
  )
}

/** Resident memory above what was held at the beginning, at its highest, in MB. */
function watchHeld(): { stop(): number } {
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 100)
  return {
    stop: () => {
      clearInterval(timer)
      return (most - before) / 1024 ** 2
    },
  }
}

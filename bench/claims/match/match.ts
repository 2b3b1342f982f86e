import { inSql } from '@/lib/server/db/transaction'
import { heldTogether, reconcileAll, sift } from '@/lib/server/reconciliation/reconcile-all'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { roomToJoin } from '@/lib/server/reconciliation/run-lock'
import { unequalTouched } from '@/lib/server/reconciliation/touched-suspects'
import { openDuckDb } from '../../baseline/match-in-duckdb'
import { matchInOneJoin, matchRowByRow, sampleOf } from '../../baseline/match-in-other-ways'
import type { Field, Ground } from '../../ground'
import { makeTwoSides } from '../../material/two-sides'
import { elapsedMs, expectCount, median, note, print, rate, scaled, takeTurns } from '../../measure'

const verdicts = ['recon_exception', 'recon_touch', 'recon_recheck', 'recon_run', 'book_link', 'exception_comment']

/**
 * A million legs against a million entries, one in a hundred different; rows of both sides are counted everywhere. The
 * match holds pair against pair, partition by partition on two connections, and so do the baselines in their ways.
 * `sift` also holds fees against contracts, looks for leaks, doubled orders and unknown types; the whole run loads the
 * suspect families, lets the domain decide, and writes the exceptions.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('match')
  const sides = await makeTwoSides(field, scaled(1_000_000, 20_000))
  const rows = sides.legs + sides.entries
  note(`${sides.legs} legs, ${sides.entries} entries, ${sides.defects} differ`)
  const share = Math.min(1, 10_000 / sides.legs)
  const [legs, entries] = [
    await sampleOf(field.admin, 'provider_leg', share),
    await sampleOf(field.admin, 'book_entry', share),
  ]
  const duckdb = await openDuckDb(field.admin)
  const seen = await takeTurns(3, {
    pairs: () => rate(rows, async () => expectCount('unequal pairs', await unequalPairs(field), sides.defects)),
    sift: () => rate(rows, async () => expectCount('suspects', await suspects(field), sides.defects)),
    whole: async () => {
      await field.reset(...verdicts)
      return rate(rows, async () => expectCount('exceptions', (await reconcileAll(field.ctx)).opened, sides.defects))
    },
    again: () => rate(rows, async () => expectCount('changes', (await reconcileAll(field.ctx)).opened, 0)),
    oneJoin: () =>
      rate(rows, async () => expectCount('found by one join', await matchInOneJoin(field.admin), sides.defects)),
    duckdb: () => rate(rows, async () => expectCount('found by DuckDB', await duckdb.match(), sides.defects)),
    rowByRow: () => rate(legs.length + entries.length, () => matchRowByRow(field.admin, legs, entries)),
  })
  duckdb.close()
  const unit = 'rows/s'
  const sample = `one query per row (sample of ${legs.length + entries.length})`
  print({ name: 'match, both sides counted', value: seen.pairs, unit, target: { atLeast: 1_000_000 } })
  print({ name: `match vs ${sample}`, value: seen.pairs, unit, baseline: seen.rowByRow, target: { ratioAtLeast: 100 } })
  print({ name: 'match vs one SQL full join', value: seen.pairs, unit, baseline: seen.oneJoin })
  print({
    name: 'match vs DuckDB in memory',
    value: seen.pairs,
    unit,
    baseline: seen.duckdb,
    target: { ratioAtLeast: 0.2 },
  })
  print({ name: 'match with all rules', value: seen.sift, unit })
  print({ name: `match, decided and written, vs ${sample}`, value: seen.whole, unit, baseline: seen.rowByRow })
  print({ name: 'match, run again without a change', value: seen.again, unit })
  await touched(field, sides.legs)
  await field.close()
}

async function unequalPairs({ ctx }: Field): Promise<number> {
  const parts = Array.from({ length: 8 }, (_, part) => part)
  let found = 0
  const worker = async () => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const tables = { legs: `provider_leg_p${part}`, entries: `book_entry_p${part}` }
      const { keys, doubled } = await inSql(ctx, async (sql) => {
        await roomToJoin(sql)
        return heldTogether(sql, ctx.actor.marketplaceId, tables)
      })
      found += keys.length + doubled.length
    }
  }
  await Promise.all([worker(), worker()])
  return found
}

async function suspects({ ctx }: Field): Promise<number> {
  return new Set((await sift(ctx)).suspects).size
}

/** Keys spread over the whole, looked at again with everything else in place: both sides held together; all rules. */
async function touched(field: Field, legs: number): Promise<void> {
  const wanted = scaled(20_000, 400)
  const pairs: number[] = []
  const whole: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const touchedKeys = `SELECT money_key, marketplace_id, account_id FROM provider_leg
       WHERE (hashtextextended(money_key, 20 + ${turn}) & 9007199254740991) % ${Math.max(1, Math.floor((legs / wanted) * 0.97))} = 0
       LIMIT ${wanted}`
    await field.reset()
    const { rowCount } = await field.admin.query(
      `INSERT INTO recon_touch (money_key, marketplace_id, account_id) ${touchedKeys}`,
    )
    const share = wanted / (rowCount ?? wanted)
    pairs.push(share * (await elapsedMs(() => holdTouched(field))))
    whole.push(
      share * (await elapsedMs(async () => expectCount('changes', (await reconcileTouched(field.ctx)).opened, 0))),
    )
    note(`${rowCount} keys: ${Math.round(pairs.at(-1) ?? 0)} ms, with all rules ${Math.round(whole.at(-1) ?? 0)} ms`)
  }
  const name = `match of ${wanted} changed keys with everything in place`
  print({ name, value: median(pairs), unit: 'ms', target: { atMost: 1000 } })
  print({ name: `${name}, all rules, decided and written`, value: median(whole), unit: 'ms' })
}

async function holdTouched({ ctx }: Field): Promise<void> {
  await inSql(ctx, async (sql) => {
    await roomToJoin(sql)
    await sql.run(
      `CREATE TEMP TABLE taken_key ON COMMIT DROP AS SELECT money_key FROM recon_touch WHERE marketplace_id = $1`,
      [ctx.actor.marketplaceId],
    )
    await unequalTouched(sql, ctx.actor.marketplaceId)
  })
}

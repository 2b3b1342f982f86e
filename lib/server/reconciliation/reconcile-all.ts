import { calendarIn } from '../calendar/queries'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { accountFindings, accountsThatSpoke, isAccountKind, platformAccountOf } from './account-findings'
import { isBankKind } from './bank/bank-kinds'
import { decideKeys } from './decide-scope'
import { escalate } from './escalate'
import { handSuspects } from './families/hand-work'
import { linkSales } from './families/link-sales'
import { publishedCategories } from './families/load-families'
import {
  chargesOfOrders,
  doubledEntries,
  oddSuspects,
  orderSuspects,
  pairSuspects,
  payoutSuspects,
  sharedOrders,
  type Tables,
} from './families/set-aside'
import { feeSuspects, leakSuspects } from './families/set-aside-contracts'
import { disputeSuspects, promisesOf, quoteSuspects, shareSuspects } from './families/set-aside-promises'
import { foundRow } from './found-rows'
import { replaceRechecks } from './rechecks'
import { type ReconcileRun, recordRun } from './record-run'
import { lockRuns, roomToJoin } from './run-lock'
import { wakeWaiting } from './waiting'
import { writeFound } from './write-found'

const partitions = 8
const connections = 2
const whole = { legs: 'provider_leg', entries: 'book_entry' }

/**
 * Holds everything against everything. The two sides are joined partition by partition on two connections, and only
 * what is not exactly equal leaves the database. Keys touched meanwhile stay waiting for the next run.
 */
export async function reconcileAll(ctx: Ctx): Promise<ReconcileRun> {
  const startedAt = wallClock()
  const { marketplaceId } = ctx.actor
  await inSql(ctx, async (sql) => {
    await lockRuns(sql, ctx)
    await linkSales(sql, marketplaceId, whole)
  })
  return inSql(ctx, async (sql) => {
    await lockRuns(sql, ctx)
    await rememberTouches(sql, marketplaceId)
    const { suspects, rows: keys } = await sift(ctx)
    const platformAccount = await platformAccountOf(sql, marketplaceId)
    const decided = await decideKeys(sql, ctx, platformAccount, suspects)
    const accounts = await accountFindings(sql, marketplaceId, platformAccount)
    const calendar = await calendarIn(sql, marketplaceId)
    const rows = [...decided.findings, ...accounts].map((finding) =>
      foundRow(marketplaceId, finding, ctx.now, calendar),
    )
    await wakeWaiting(sql, ctx)
    const changes = await writeFound(
      sql,
      ctx,
      rows,
      `(NOT ${isBankKind} AND (NOT ${isAccountKind} OR (${accountsThatSpoke})))`,
    )
    await replaceRechecks(sql, ctx, decided.rechecks, 'true')
    await forgetTouches(sql, marketplaceId)
    const escalated = await escalate(sql, ctx)
    const counted = { ...changes, keys, decided: decided.facts, escalated }
    return recordRun(sql, ctx, 'all', rows, counted, startedAt)
  })
}

type Pass = (sql: Sql) => Promise<{ suspects: string[]; rows: number }>
export type Sifted = { suspects: string[]; rows: number }

/** All money keys of which SQL cannot say that they are exactly equal, and how many rows were looked at. */
export async function sift(ctx: Ctx): Promise<Sifted> {
  const passes = passesFor(ctx.actor.marketplaceId)
  const sifted: Sifted = { suspects: [], rows: 0 }
  const work = async () => {
    for (let pass = passes.shift(); pass !== undefined; pass = passes.shift()) {
      const current = pass
      const { suspects, rows } = await inSql(ctx, async (sql) => {
        await roomToJoin(sql)
        return current(sql)
      })
      for (const key of suspects) sifted.suspects.push(key)
      sifted.rows += rows
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return sifted
}

function passesFor(marketplaceId: string): Pass[] {
  const asking = (text: string, more: unknown[] = []): Pass => {
    return async (sql) => {
      const found = await sql.rows<{ key: string }>(text, [marketplaceId, ...more])
      return { suspects: found.map((row) => row.key), rows: 0 }
    }
  }
  const pairs = Array.from({ length: partitions }, (_, i): Pass => {
    const tables = { legs: `provider_leg_p${i}`, entries: `book_entry_p${i}` }
    return async (sql) => {
      const { keys, rows, doubled } = await heldTogether(sql, marketplaceId, tables)
      return { suspects: [...keys, ...doubled], rows }
    }
  })
  return [
    asking(feeSuspects(whole)),
    asking(leakSuspects(whole)),
    chargesThatShareOrders(marketplaceId),
    asking(orderSuspects(whole)),
    asking(handSuspects(null)),
    ...pairs,
    asking(payoutSuspects(null)),
    asking(oddSuspects(null), [publishedCategories]),
    asking(disputeSuspects(whole.legs)),
    asking(shareSuspects(whole.legs, promisesOf('shares'))),
    asking(quoteSuspects(whole.legs, promisesOf('quote'))),
  ]
}

/** One partition's unequal pairs; `doubled` are keys under which the books have two entries of one kind. */
export async function heldTogether(
  sql: Sql,
  marketplaceId: string,
  tables: Tables,
): Promise<{ keys: string[]; doubled: string[]; rows: number }> {
  type Found = { keys: string[]; met: number; legs: number; entries: number }
  const [found] = await sql.rows<Found>(pairSuspects(tables), [marketplaceId])
  const { keys, met, legs, entries } = found ?? { keys: [], met: 0, legs: 0, entries: 0 }
  const doubled = met > legs ? await sql.rows<{ key: string }>(doubledEntries(tables), [marketplaceId]) : []
  return { keys, rows: legs + entries, doubled: doubled.map(({ key }) => key) }
}

function chargesThatShareOrders(marketplaceId: string): Pass {
  return async (sql) => {
    const orders = await sql.rows<{ hash: bigint }>(sharedOrders(whole), [marketplaceId])
    if (orders.length === 0) return { suspects: [], rows: 0 }
    const params = [marketplaceId, orders.map((order) => order.hash)]
    const charges = await sql.rows<{ key: string }>(chargesOfOrders(whole), params)
    return { suspects: charges.map((charge) => charge.key), rows: 0 }
  }
}

/** Remembers which keys wait now, without holding them: whoever touches one again meanwhile gives it another xmin. */
async function rememberTouches(sql: Sql, marketplaceId: string): Promise<void> {
  await sql.run('CREATE TEMP TABLE seen_touch (money_key text, account_id text, version text) ON COMMIT DROP')
  await sql.run(
    `INSERT INTO seen_touch SELECT money_key, account_id, xmin::text FROM recon_touch WHERE marketplace_id = $1`,
    [marketplaceId],
  )
}

async function forgetTouches(sql: Sql, marketplaceId: string): Promise<void> {
  await sql.run(
    `DELETE FROM recon_touch t USING seen_touch s WHERE t.marketplace_id = $1 AND t.money_key = s.money_key
       AND t.account_id = s.account_id AND t.xmin::text = s.version`,
    [marketplaceId],
  )
}

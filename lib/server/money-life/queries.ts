import { ok, type Result } from '@/lib/domain/base/result'
import type { LifeFacts, LifeGraph, LifeObject } from '@/lib/domain/money-life/life'
import { lifeOf } from '@/lib/domain/money-life/life-of'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type Found, findMoney } from './find-money'
import { loadMembers, type Members, objectColumns } from './load-members'
import { entriesOf, keysOf, postingsOf, rowsOf } from './load-movements'
import { bundlesOf, endsOf, linesOf, type PayoutEnd, partsOf } from './load-payouts'

export type MoneyLife = {
  graph: LifeGraph
  /** What the sellers and the platform call this sale. */
  orders: string[]
  /** Where each payout's way ends. */
  ends: PayoutEnd[]
  platforms: string[]
  /** More belongs to it than is shown. */
  isCut: boolean
}

/** Whether anything here bears this id; the address of its life, or a refusal. */
export async function findLife(ctx: Ctx, words: string): Promise<Result<string, 'not_known'>> {
  const found = await inSql(ctx, (sql) => findMoney(sql, ctx.actor.marketplaceId, words))
  return found.ok ? ok(words.trim()) : found
}

/** The life of the money that an id belongs to, on all four sides; a refusal where nothing here bears that id. */
export async function getLife(ctx: Ctx, id: string): Promise<Result<MoneyLife, 'not_known'>> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const found = await findMoney(sql, marketplaceId, id)
    if (!found.ok) return found
    const members = await loadMembers(sql, marketplaceId, found.value.objectIds)
    const { facts, payoutIds } = await loadFacts(sql, marketplaceId, members, found.value)
    return ok({
      graph: lifeOf(facts),
      orders: [...new Set(members.orders.map(({ reference }) => reference))].sort(),
      ends: await endsOf(sql, marketplaceId, payoutIds),
      platforms: await platformsOf(sql, marketplaceId),
      isCut: members.isCut,
    })
  })
}

async function loadFacts(
  sql: Sql,
  marketplaceId: string,
  { ids, objects, orders }: Members,
  { entryKeys, lineId }: Found,
): Promise<{ facts: LifeFacts; payoutIds: string[] }> {
  const asked = objects.flatMap((object) => (object.type === 'payout' ? [object.id] : []))
  const own = await rowsOf(sql, marketplaceId, ids)
  const parts = await partsOf(sql, marketplaceId, ids, own)
  const onward = [...new Set(parts.map(({ payoutId }) => payoutId))].filter((id) => !ids.includes(id))
  const all = [...ids, ...onward]
  const facts = {
    objects: [...objects, ...(await payoutsOf(sql, marketplaceId, onward))],
    rows: [...own, ...(await rowsOf(sql, marketplaceId, onward))],
    parts,
    bundles: await bundlesOf(sql, marketplaceId, asked),
    postings: await postingsOf(sql, marketplaceId, all),
    entries: await entriesOf(sql, marketplaceId, { ids: all, keys: entryKeys, orders }),
    lines: await linesOf(sql, marketplaceId, all, lineId),
  }
  return { facts, payoutIds: [...new Set([...asked, ...onward])] }
}

function payoutsOf(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<LifeObject[]> {
  return sql.rows<LifeObject>(
    `SELECT ${objectColumns} FROM provider_object o WHERE o.marketplace_id = $1 AND o.money_key = ANY($2)`,
    [marketplaceId, keysOf(ids)],
  )
}

async function platformsOf(sql: Sql, marketplaceId: string): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    'SELECT DISTINCT account_id AS id FROM provider_connection WHERE marketplace_id = $1 ORDER BY 1',
    [marketplaceId],
  )
  return rows.map(({ id }) => id)
}

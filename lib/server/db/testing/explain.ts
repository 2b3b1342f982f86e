import type { Ctx } from '../../context'
import { inSql } from '../transaction'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
type Query = { text: string; params: readonly unknown[] }

/** How a page reads: the scans of its queries as the application's role really ran them, and the rows that they touched. */
export type Reading = { scans: string[]; rows: number }

/** Runs a query function, and then explains every question that it asked, under the same wall. */
export async function readingOf(ctx: Ctx, page: (ctx: Ctx) => Promise<unknown>): Promise<Reading> {
  const asked = await questionsOf(ctx, page)
  const reading: Reading = { scans: [], rows: 0 }
  for (const { text, params } of asked) {
    const [row] = await inSql(ctx, (sql) =>
      sql.rows<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, params),
    )
    for (const { Plan } of row?.['QUERY PLAN'] ?? []) gather(Plan, reading)
  }
  return reading
}

/** What is asked while the page is made, but for the transaction's own words. */
async function questionsOf(ctx: Ctx, page: (ctx: Ctx) => Promise<unknown>): Promise<Query[]> {
  const asked: Query[] = []
  const pool = Object.create(ctx.db.pool) as Ctx['db']['pool']
  const connect = async () => {
    const client = await ctx.db.pool.connect()
    return new Proxy(client, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value
        return (text: string, params: readonly unknown[] = []) => {
          if (/^\s*(SELECT|WITH)/.test(text) && !text.includes('set_config')) asked.push({ text, params })
          return target.query(text, [...params])
        }
      },
    })
  }
  Object.assign(pool, { connect })
  await page({ ...ctx, db: { ...ctx.db, pool } })
  if (asked.length === 0) throw new Error('The page asked nothing')
  return asked
}

function gather(node: Node, reading: Reading): void {
  if (node['Relation Name'] !== undefined) {
    reading.scans.push(`${node['Node Type']} on ${node['Relation Name']}`)
    const rows = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
    reading.rows += Math.ceil(rows * (node['Actual Loops'] ?? 1))
  }
  for (const inner of node.Plans ?? []) gather(inner, reading)
}

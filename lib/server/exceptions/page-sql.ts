import type { ExceptionState } from '@/lib/domain/exceptions/exception'
import { anyWay, type Where } from './exception-filter'
import { rowColumns } from './rows'

/** The sorted column, where the page begins in it (null at the head), and which way it is read. */
export type PageOrder = {
  column: string
  type: string
  after: { value: string; id: string } | null
  ascending: boolean
  limit: number
}
/** `tail`: what the page goes on from and its order. A head is a page of its own of one condition. */
type Parts = { where: Where; inStates: string[]; column: string; tail: string }

/** The one order in which the indexes of sellers and accounts are kept. */
const keptOrder = 'due_at'
/** So many ids are gathered and sorted; who has more is met soon enough in the order itself. */
const gatheredAtMost = 2_000

/**
 * One page. The indexes begin with the state, so each state is read in order by itself and the few heads are merged: a
 * list over several states costs no more than one over a single state. So it is with the ways in which an id may fit.
 */
export function pageSql(where: Where, states: readonly ExceptionState[], order: PageOrder) {
  const { column, type, after, ascending, limit } = order
  const params = [...where.params]
  const param = (value: unknown) => `$${params.push(value)}`
  const inStates = states.map((state) => `e.state = ${param(state)}`)
  const from = after
    ? `AND (e.${column}, e.id) ${ascending ? '>' : '<'} (${param(after.value)}::${type}, ${param(after.id)})`
    : ''
  const direction = ascending ? 'ASC' : 'DESC'
  const sorted = `ORDER BY e.${column} ${direction}, e.id ${direction}`
  const parts = { where, inStates, column, tail: `${from} ${sorted} LIMIT ${limit}` }
  if (where.ways.every(({ fits }) => fits === 'any')) {
    const heads = inStates.map((state) => head(parts, 'e.*', `${state} AND ${anyWay(where.ways, 'e')}`))
    return { sql: `SELECT ${rowColumns} FROM (${heads.join(' UNION ALL ')}) e ${sorted} LIMIT ${limit}`, params }
  }
  const heads = isKept(parts) ? wayByWay(parts) : gatheredOrWalked(parts)
  // One line may fit in two ways, and is one line. What fits few is asked for in all states at once.
  const ids = `SELECT e.id FROM (${heads.join(' UNION ')}) e ${sorted} LIMIT ${limit}`
  const joined = `(${ids}) page JOIN recon_exception e ON e.marketplace_id = $1 AND e.id = page.id`
  return { sql: `${withFound(parts)} SELECT ${rowColumns} FROM ${joined} ${sorted}`, params }
}

function head({ where, tail }: Parts, columns: string, condition: string): string {
  return `(SELECT ${columns} FROM recon_exception e WHERE ${where.sql} AND ${condition} ${tail})`
}

/** Every way has an index in this order, or fits so few that they are sorted. */
function wayByWay(parts: Parts): string[] {
  const { where, inStates, column } = parts
  const anyState = `(${inStates.join(' OR ')})`
  return where.ways.flatMap(({ fits, condition }) =>
    fits === 'few'
      ? [
          head(
            parts,
            `e.${column}, e.id`,
            `${anyState} AND ${among(`SELECT s.id FROM recon_exception s WHERE s.marketplace_id = $1 AND ${condition('s')}`)}`,
          ),
        ]
      : inStates.map((state) => head(parts, `e.${column}, e.id`, `${state} AND ${condition('e')}`)),
  )
}

/**
 * In any other order: the ids first, by their index, while they are few; else the order itself is walked. Left to choose,
 * the planner takes everybody for a usual seller, and walks the order of the queue to its end for a rare one.
 */
function gatheredOrWalked(parts: Parts): string[] {
  const { where, inStates, column } = parts
  const columns = `e.${column}, e.id`
  const counted = '(SELECT count(*) FROM found)'
  const few = `${counted} <= ${gatheredAtMost} AND (${inStates.join(' OR ')}) AND ${among('SELECT id FROM found')}`
  const many = `${counted} > ${gatheredAtMost} AND ${anyWay(where.ways, 'e')}`
  return [head(parts, columns, few), ...inStates.map((state) => head(parts, columns, `${many} AND ${state}`))]
}

function withFound({ where, inStates, column }: Parts): string {
  if (isKept({ where, column })) return ''
  const states = inStates.join(' OR ').replaceAll('e.state', 's.state')
  return `WITH found AS MATERIALIZED (SELECT s.id FROM recon_exception s
    WHERE s.marketplace_id = $1 AND (${states}) AND ${anyWay(where.ways, 's')} LIMIT ${gatheredAtMost + 1})`
}

/** Every way gives its lines in the order that is asked for, or gives few. */
function isKept({ where, column }: Pick<Parts, 'where' | 'column'>): boolean {
  return column === keptOrder && where.ways.every(({ fits }) => fits !== 'some')
}

function among(ids: string): string {
  return `e.id = ANY(ARRAY(${ids}))`
}

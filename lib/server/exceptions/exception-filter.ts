import type { ExceptionState, Severity } from '@/lib/domain/exceptions/exception'
import type { Direction, FindingKind } from '@/lib/domain/reconciliation/finding'

/** What the queue may be narrowed by; an absent field narrows nothing. */
export type ExceptionFilter = {
  kinds?: readonly FindingKind[]
  severities?: readonly Severity[]
  states?: readonly ExceptionState[]
  currency?: string
  account?: string
  /** An account's id, or `nobody`: what belongs to no one seller. */
  seller?: string
  /** A person's id, or `nobody`. */
  assignee?: string
  /** Hours since it was opened: at least / less than. */
  ageFromHours?: number
  ageToHours?: number
  /** Due before this instant: "today" is its midnight in the reporting zone. */
  dueBefore?: Date
  /** Who owes whom. */
  direction?: Direction
  /** Whether its seller's account is no longer connected. */
  sellerHasLeft?: boolean
  /** Carries one of these tags. */
  tags?: readonly string[]
  /** The month ("2026-11") in which it happened, in the marketplace's reporting zone. */
  month?: string
  /** An id as a person has it at hand: exception, number ("EX-413" or 413), object, payment, account, seller. */
  text?: string
}

/**
 * One of the ways in which a line may fit an id or a tag, over its row. Each has its index, except those that `any` may
 * fit; only what fits `many` is kept in the queue's own order, `some` in none.
 */
export type Way = { fits: 'few' | 'many' | 'some' | 'any'; condition(row: 'e' | 's'): string }

/** What every line meets, and the ways of which it meets one; no ways where nobody asked for an id. */
export type Where = { sql: string; ways: Way[]; params: unknown[] }

/** The WHERE clause of a filter. Every value is a parameter; the tenant is always the first. */
export function whereOf(filter: ExceptionFilter, marketplaceId: string, now: Date): Where {
  const params: unknown[] = [marketplaceId]
  const clauses = ['e.marketplace_id = $1']
  const add = (clause: (place: string) => string, value: unknown) => {
    params.push(value)
    clauses.push(clause(`$${params.length}`))
  }
  const oneOf = (column: string, values: readonly unknown[] | undefined, type: string) => {
    // One value as an equality: only then can an index that begins with the column give the order as well.
    if (values?.length === 1) add((p) => `e.${column} = ${p}`, values[0])
    else if (values?.length) add((p) => `e.${column} = ANY(${p}::${type}[])`, values)
  }
  oneOf('state', filter.states, 'text')
  oneOf('kind', filter.kinds, 'text')
  oneOf('severity', filter.severities, 'int')
  if (filter.currency) add((p) => `e.currency = ${p}`, filter.currency)
  if (filter.account) add((p) => `e.account_id = ${p}`, filter.account)
  if (filter.assignee === 'nobody') clauses.push('e.assignee_id IS NULL')
  else if (filter.assignee) add((p) => `e.assignee_id = ${p}`, filter.assignee)
  if (filter.ageFromHours !== undefined) add((p) => `e.opened_at <= ${p}`, hoursBefore(now, filter.ageFromHours))
  if (filter.ageToHours !== undefined) add((p) => `e.opened_at > ${p}`, hoursBefore(now, filter.ageToHours))
  if (filter.dueBefore) add((p) => `e.due_at < ${p}`, filter.dueBefore)
  if (filter.direction) add((p) => `e.direction = ${p}`, filter.direction)
  if (filter.month) add(inMonth, filter.month)
  if (filter.sellerHasLeft !== undefined) clauses.push(filter.sellerHasLeft ? hasLeft('e') : `NOT ${hasLeft('e')}`)
  const groups: Way[][] = []
  const param = (value: unknown) => `$${params.push(value)}`
  if (filter.seller === 'nobody') clauses.push(ofNoSeller)
  else if (filter.seller) groups.push(sellerWays(param(filter.seller)))
  if (filter.tags?.length) groups.push([tagWay(param(filter.tags))])
  const text = filter.text?.trim()
  if (text) groups.push(textWays(text, param))
  // The last group leads; whoever also asks for a seller has that one tried on what the text found.
  const ways = groups.pop() ?? []
  clauses.push(...groups.map((group) => anyWay(group, 'e')))
  return { sql: clauses.join(' AND '), ways, params }
}

/**
 * The seller it names has cut the connection: nothing can be sent to that account any more. Of an account known in both
 * modes the live one tells. `$1` is the marketplace.
 */
export function hasLeft(row: string): string {
  return `coalesce((SELECT a.deauthorized_at IS NOT NULL FROM provider_account a WHERE a.marketplace_id = $1
    AND a.provider = 'stripe' AND a.livemode = ANY (ARRAY[true, false]) AND a.account_id = ${row}.seller_id
    ORDER BY a.livemode DESC LIMIT 1), false)`
}

/** Neither names a seller nor stands on a seller's account. */
const ofNoSeller = `e.seller_id IS NULL AND e.account_id IN (
  SELECT c.account_id FROM provider_connection c WHERE c.marketplace_id = $1)`

function inMonth(place: string): string {
  const zone = '(SELECT reporting_zone FROM marketplace WHERE id = $1)'
  const first = `(${place} || '-01')::timestamp`
  return `e.occurred_at >= ${first} AT TIME ZONE ${zone} AND e.occurred_at < (${first} + interval '1 month') AT TIME ZONE ${zone}`
}

/** That a row fits in one of these ways; where there are none, every row does. */
export function anyWay(ways: readonly Way[], row: 'e' | 's'): string {
  return ways.length > 0 ? `(${ways.map((way) => way.condition(row)).join(' OR ')})` : 'true'
}

function tagWay(place: string): Way {
  const condition = (row: string) =>
    `EXISTS (SELECT FROM exception_tag x WHERE x.marketplace_id = $1 AND x.exception_id = ${row}.id AND x.tag = ANY (${place}::text[]))`
  return { fits: 'some', condition }
}

function sellerWays(place: string): Way[] {
  return ['seller_id', 'account_id'].map((column) => ({
    fits: 'many',
    condition: (row) => `${row}.${column} = ${place}`,
  }))
}

/** So long a beginning of an id fits few; a shorter one fits many, and the queue's order finds the first of them soon. */
const tellingLength = 8

function textWays(text: string, param: (value: unknown) => string): Way[] {
  const place = param(text)
  const equal = (row: string, ...columns: string[]) =>
    columns.map((column) => `${row}.${column} = ${place}`).join(' OR ')
  const own = (row: string) => equal(row, 'id', 'object_id', 'family_id')
  const number = numberIn(text)
  if (number === null && text.length < tellingLength) {
    const sellers = (row: string) => equal(row, 'account_id', 'seller_id')
    const begins = (row: string) => `starts_with(${row}.object_id, ${place})`
    return [{ fits: 'any', condition: (row) => `(${own(row)} OR ${sellers(row)} OR ${begins(row)})` }]
  }
  if (number !== null) {
    const numbered = param(number)
    const few = (row: string) => `(${own(row)} OR ${row}.number = ${numbered}::bigint)`
    return [{ fits: 'few', condition: few }, ...sellerWays(place)]
  }
  // A range, because behind row-level security only comparisons may use an index.
  const begins = (row: string) => `(${row}.object_id >= ${place} AND ${row}.object_id < ${place} || chr(1114111))`
  return [{ fits: 'few', condition: (row) => `(${own(row)} OR ${begins(row)})` }, ...sellerWays(place)]
}

function numberIn(text: string): string | null {
  return /^(?:ex-)?(\d{1,18})$/i.exec(text)?.[1] ?? null
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}

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
  /** The month ("2026-11") in which it happened, in the marketplace's reporting zone. */
  month?: string
  /** An id as a person has it at hand: exception, number ("EX-413" or 413), object, payment, account, seller. */
  text?: string
}

export type Where = { sql: string; params: unknown[] }

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
  if (filter.seller === 'nobody') clauses.push('e.seller_id IS NULL')
  else if (filter.seller) add((p) => among(`s.seller_id = ${p} OR s.account_id = ${p}`), filter.seller)
  if (filter.assignee === 'nobody') clauses.push('e.assignee_id IS NULL')
  else if (filter.assignee) add((p) => `e.assignee_id = ${p}`, filter.assignee)
  if (filter.ageFromHours !== undefined) add((p) => `e.opened_at <= ${p}`, hoursBefore(now, filter.ageFromHours))
  if (filter.ageToHours !== undefined) add((p) => `e.opened_at > ${p}`, hoursBefore(now, filter.ageToHours))
  if (filter.dueBefore) add((p) => `e.due_at < ${p}`, filter.dueBefore)
  if (filter.direction) add((p) => `e.direction = ${p}`, filter.direction)
  if (filter.month) add(inMonth, filter.month)
  const text = filter.text?.trim()
  if (text) {
    params.push(text, numberIn(text))
    clauses.push(textClause(text, `$${params.length - 1}`, `$${params.length}`))
  }
  return { sql: clauses.join(' AND '), params }
}

function inMonth(place: string): string {
  const zone = '(SELECT reporting_zone FROM marketplace WHERE id = $1)'
  const first = `(${place} || '-01')::timestamp`
  return `e.occurred_at >= ${first} AT TIME ZONE ${zone} AND e.occurred_at < (${first} + interval '1 month') AT TIME ZONE ${zone}`
}

/**
 * Few among very many: their ids first, each part by its index. Left to choose, the planner takes everybody for a usual
 * seller and walks the queue's order to its end.
 */
function among(condition: string): string {
  return `e.id = ANY(ARRAY(SELECT s.id FROM recon_exception s WHERE s.marketplace_id = $1 AND (${condition})))`
}

/** So long a beginning of an id fits few; a shorter one fits many, and the queue's order finds the first of them soon. */
const tellingLength = 8

function textClause(text: string, place: string, number: string): string {
  const columns = ['id', 'object_id', 'family_id', 'account_id', 'seller_id']
  const same = (row: 'e' | 's') =>
    [...columns.map((column) => `${row}.${column} = ${place}`), `${row}.number = ${number}::bigint`].join(' OR ')
  if (numberIn(text) !== null) return among(same('s'))
  if (text.length < tellingLength) return `(${same('e')} OR starts_with(e.object_id, ${place}))`
  // A range, because behind row-level security only comparisons may use an index.
  return among(`${same('s')} OR (s.object_id >= ${place} AND s.object_id < ${place} || chr(1114111))`)
}

function numberIn(text: string): string | null {
  return /^(?:ex-)?(\d{1,18})$/i.exec(text)?.[1] ?? null
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}

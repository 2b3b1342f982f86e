import { invalidRequest, unknownParameter } from '../wire/failure'
import { type Param, type Params, scalar, strings } from '../wire/form'
import { type ExpandTree, parseExpand } from './expand-paths'
import type { Filter } from './resources'
import { ALWAYS, type Window } from './select-rows'

export type ListQuery = {
  limit: number
  cursor: { kind: 'starting_after' | 'ending_before'; id: string } | undefined
  expand: ExpandTree
  created: Window
  /** The other ranges, by field. */
  ranges: ReadonlyMap<string, Window>
  /** Equality filters, by parameter name. */
  equals: ReadonlyMap<string, string>
  eventTypes: readonly string[]
  delivered: boolean | undefined
  payout: string | undefined
}

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100
const PAGING = ['limit', 'starting_after', 'ending_before', 'expand']

/** Reads a list's parameters as Stripe does: what the resource does not know is refused by name. */
export function parseListQuery(params: Params, type: string, filters: readonly Filter[]): ListQuery {
  const known = new Set([...PAGING, ...filters.map((filter) => filter.name)])
  for (const name of Object.keys(params)) if (!known.has(name)) throw unknownParameter(name)
  const ranges = new Map<string, Window>()
  const equals = new Map<string, string>()
  for (const filter of filters) {
    const value = params[filter.name]
    if (value === undefined || value === '') continue
    if (filter.kind === 'range') ranges.set(filter.name, windowOf(filter.name, value))
    if (filter.kind === 'equals' || filter.kind === 'indexed') equals.set(filter.name, text(filter.name, value))
  }
  return {
    limit: limitOf(scalar(params, 'limit')),
    cursor: cursorOf(params),
    expand: parseExpand(strings(params.expand), type, true),
    created: ranges.get('created') ?? ALWAYS,
    ranges: new Map([...ranges].filter(([name]) => name !== 'created')),
    equals,
    eventTypes: filters.some((filter) => filter.kind === 'event_type') ? eventTypesOf(params) : [],
    delivered:
      params.delivery_success === undefined ? undefined : booleanOf('delivery_success', params.delivery_success),
    payout: filters.some((filter) => filter.kind === 'payout_items') ? scalar(params, 'payout') : undefined,
  }
}

export function integer(name: string, value: string): number {
  const number = Number(value)
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name })
  }
  return number
}

export function booleanOf(name: string, value: Param): boolean {
  if (value === 'true') return true
  if (value === 'false') return false
  throw invalidRequest(`Invalid boolean: ${String(value)}`, { param: name })
}

function limitOf(given: string | undefined): number {
  if (given === undefined || given === '') return DEFAULT_LIMIT
  const limit = integer('limit', given)
  if (limit >= 1 && limit <= MAX_LIMIT) return limit
  const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_LIMIT}`
  throw invalidRequest(`This value must be ${bound}.`, { code: 'parameter_invalid_integer', param: 'limit' })
}

function cursorOf(params: Params): ListQuery['cursor'] {
  const after = scalar(params, 'starting_after')
  const before = scalar(params, 'ending_before')
  if (after && before)
    throw invalidRequest('You may only specify one of these parameters: ending_before, starting_after.')
  if (after) return { kind: 'starting_after', id: after }
  return before ? { kind: 'ending_before', id: before } : undefined
}

function windowOf(name: string, value: Param): Window {
  if (typeof value === 'string') {
    const second = integer(name, value)
    return { from: second, to: second }
  }
  const window = { ...ALWAYS }
  for (const [bound, given] of Object.entries(value)) {
    const param = `${name}[${bound}]`
    if (typeof given !== 'string' || !['gt', 'gte', 'lt', 'lte'].includes(bound)) throw unknownParameter(param)
    const second = integer(param, given)
    if (bound === 'gte' || bound === 'gt') window.from = Math.max(window.from, bound === 'gt' ? second + 1 : second)
    else window.to = Math.min(window.to, bound === 'lt' ? second - 1 : second)
  }
  return window
}

function eventTypesOf(params: Params): string[] {
  const one = scalar(params, 'type')
  const many = strings(params.types)
  if (one !== undefined && many.length > 0)
    throw invalidRequest('You may only specify one of these parameters: type, types.')
  if (many.length > 20) throw invalidRequest('You may specify at most 20 types.', { param: 'types' })
  return one === undefined ? many : [one]
}

function text(name: string, value: Param): string {
  if (typeof value !== 'string') throw invalidRequest('Invalid string', { param: name })
  return value
}

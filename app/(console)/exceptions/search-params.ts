import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { directions, findingKinds } from '@/lib/domain/reconciliation/finding'
import { parseAsMonth } from '../sellers/search-params'
import { columnNames, densities } from './table/column-choice'

export const views = ['open', 'mine', 'today', 'waiting', 'resolved'] as const
export type View = (typeof views)[number]
export const sorts = ['due', 'closed', 'amount', 'age', 'severity'] as const
export type Sort = (typeof sorts)[number]
export const severityWords = ['low', 'medium', 'high', 'critical'] as const
export const ages = ['0', '1', '2', '3'] as const
export const ageWords = { '0': 'under 24 h', '1': '1–2 d', '2': '2–3 d', '3': 'over 3 d' } as const

/** What an address may open an item at. */
export const queueActs = ['resolve', 'assign', 'comment', 'snooze', 'tag'] as const
export type QueueAct = (typeof queueActs)[number]

/** Filter, sort and page of the queue: all of it is the URL, so a view can be kept, sent and gone back to. */
export const queueParams = {
  view: parseAsStringLiteral(views).withDefault('open'),
  kind: parseAsArrayOf(parseAsStringLiteral(findingKinds)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(severityWords)).withDefault([]),
  currency: parseAsString,
  /** A person's id, or `nobody`. */
  owner: parseAsString,
  seller: parseAsString,
  /** An id as a person has it at hand. */
  q: parseAsString,
  /** Whole days open: 0, 1, 2, or 3 and more. */
  age: parseAsStringLiteral(ages),
  /** Any of these tags. */
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  /** Who owes whom. */
  owes: parseAsStringLiteral(directions),
  /** Whether its seller's account is still connected. */
  left: parseAsBoolean,
  /** The month in which it happened, "2026-11". */
  month: parseAsMonth,
  /** Not given: the nearest date first, and of what is settled the newest. */
  sort: parseAsStringLiteral(sorts),
  dir: parseAsStringLiteral(['asc', 'desc'] as const),
  /** A signed place in the list, from the page before. */
  after: parseAsString,
  item: parseAsString,
  /** Columns from left to right; not given: as everybody sees it. */
  cols: parseAsArrayOf(parseAsStringLiteral(columnNames)),
  density: parseAsStringLiteral(densities).withDefault('usual'),
  act: parseAsStringLiteral(queueActs),
}

export const loadQueueParams = createLoader(queueParams)
export type QueueParams = Awaited<ReturnType<typeof loadQueueParams>>

/** How the list stands. Amounts are ranked within one currency only: a yen is not a dinar. */
export function sortOf({ sort, currency, ...params }: QueueOrder): Sort {
  const settled = isSettledView(params)
  const fits = sort === 'amount' ? currency !== null : sort !== 'closed' || settled
  if (sort && fits) return sort
  return settled ? 'closed' : 'due'
}

/** Only what is settled has an instant at which it was; an id is looked for among all. */
export function isSettledView({ view, q }: Pick<QueueParams, 'view' | 'q'>): boolean {
  return view === 'resolved' && !q
}

type QueueOrder = Pick<QueueParams, 'sort' | 'currency' | 'view' | 'q'>

const serialize = createSerializer(queueParams)

/** An address of the queue: the current one with some things changed. */
export function queueHref(current: QueueParams, change: Partial<QueueParams>): string {
  return serialize('/exceptions', { ...current, act: null, ...change })
}

/** Dates first the nearest, what is settled the newest, amounts and severity first the greatest. */
export function directionOf(params: QueueOrder & Pick<QueueParams, 'dir'>): 'asc' | 'desc' {
  const sort = sortOf(params)
  return params.dir ?? (sort === 'due' || sort === 'age' ? 'asc' : 'desc')
}

import { kindWord } from '@/components/finance/kind-words'
import { severityWord } from '@/components/finance/severity-mark'
import { dueFrom } from '@/components/moment/due-in'
import { formatSpan, midnightAfter } from '@/components/moment/instants'
import { canOwn } from '@/lib/domain/exceptions/can-assign'
import { severityNames } from '@/lib/domain/exceptions/exception'
import { findingKinds } from '@/lib/domain/reconciliation/finding'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { countExceptions, headFigures, listExceptions } from '@/lib/server/exceptions/queries'
import type { ExceptionRow } from '@/lib/server/exceptions/rows'
import { getFreshness } from '@/lib/server/freshness/queries'
import { type Names, namesOf, sellerName } from '../names'
import type { QueueRow } from './columns'
import type { FilterGroup } from './queue-filters'
import { ageHours, filterOf, filterOfView, listInputOf } from './queue-query'
import { ages, type QueueParams, queueHref, severityWords, type View, views } from './search-params'

export type Queue = Awaited<ReturnType<typeof loadQueue>>

/** Everything the queue shows, asked for at once. */
export async function loadQueue(ctx: Ctx, params: QueueParams) {
  const [marketplace, people] = await Promise.all([getMarketplace(ctx), listPeople(ctx)])
  const endOfToday = midnightAfter(ctx.now, marketplace.reportingZone)
  const filter = filterOf(params, ctx, endOfToday)
  const { ageFromHours: _from, ageToHours: _to, ...ageless } = filter
  const inView = filterOfView(params.view, ctx, endOfToday)
  const [list, head, offered, viewCounts, ageCounts] = await Promise.all([
    listExceptions(ctx, listInputOf(params, filter)),
    headFigures(ctx),
    countExceptions(ctx, inView),
    Promise.all(views.map((view) => countExceptions(ctx, filterOfView(view, ctx, endOfToday)))),
    Promise.all(ages.map((age) => countExceptions(ctx, { ...ageless, ...ageHours[age] }))),
  ])
  const page = list.ok ? list.value : null
  const names = await namesOf(ctx, page?.rows ?? [], people)
  return {
    rows: page?.rows.map((row) => queueRow(row, params, names, ctx.now)) ?? [],
    /** Null: the place in the address does not belong to this list any more. */
    neighbours: page && { next: page.next, previous: page.previous },
    head,
    people: people
      .filter(({ role }) => canOwn(role))
      .toSorted((a, b) => Number(b.id === ctx.actor.id) - Number(a.id === ctx.actor.id)),
    /** Nothing is open because nobody has looked, not because everything agrees. */
    neverRead: page?.rows.length === 0 && (await getFreshness(ctx)).stripeSeconds === null,
    zone: marketplace.reportingZone,
    endOfToday,
    groups: filterGroups(offered, head.byCurrency, people, params.view),
    viewCounts: Object.fromEntries(views.map((view, at) => [view, countText(viewCounts[at])])) as Record<View, string>,
    ageCounts: ages.map((age, at) => ({ age, count: ageCounts[at]?.total ?? 0 })),
  }
}

export function countText(counts: { total: number; capped: boolean } | undefined): string {
  if (!counts) return '0'
  return counts.capped ? '10,000+' : counts.total.toLocaleString('en-GB')
}

type Offered = Awaited<ReturnType<typeof countExceptions>>

function filterGroups(
  offered: Offered,
  byCurrency: readonly { currency: string }[],
  people: readonly { id: string; name: string }[],
  view: View,
): FilterGroup[] {
  const kinds = findingKinds
    .filter((kind) => offered.byKind[kind])
    .map((kind) => ({ value: kind, label: kindWord(kind), count: offered.byKind[kind] }))
  const severities = severityWords
    .map((word, at) => ({ value: word, label: severityWord(word), count: offered.bySeverity[levels[at] ?? 1] ?? 0 }))
    .reverse()
  const currencies = byCurrency.map(({ currency }) => ({ value: currency, label: currency.toUpperCase() }))
  const owners = [{ value: 'nobody', label: 'No one' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]
  const groups: FilterGroup[] = [
    { name: 'kind', label: 'Reason', options: kinds },
    { name: 'severity', label: 'Severity', options: severities },
    { name: 'currency', label: 'Currency', options: currencies },
    { name: 'owner', label: 'Owner', options: owners },
  ]
  return groups.filter((group) => group.options.length > 0 && !(group.name === 'owner' && view === 'mine'))
}

const levels = [1, 2, 3, 4] as const

/** A row of the database as the queue draws it. Ages are counted here, on the product's own clock. */
function queueRow(row: ExceptionRow, params: QueueParams, names: Names, now: Date): QueueRow {
  const until = row.closedAt ?? now
  const due = dueFrom(row.dueAt.getTime(), now.getTime())
  const settled = row.closedAt !== null
  return {
    id: row.id,
    version: row.version,
    href: queueHref(params, { item: row.id }),
    reason: kindWord(row.kind),
    seller: sellerName(row, names),
    objectId: row.objectId,
    minor: row.amountMinor,
    currency: row.currency,
    severity: severityNames[row.severity],
    age: formatSpan(until.getTime() - row.openedAt.getTime()),
    // What waits for its date is in order until then: its date is a fact, no alarm.
    due: settled ? { text: row.state, tone: 'calm' } : row.state === 'waiting' ? { ...due, tone: 'calm' } : due,
    dueLabel: settled ? 'is' : row.state === 'waiting' ? 'waits' : due.text.endsWith('over') ? 'was due' : 'due in',
    owner: row.assigneeId ? (names.people.get(row.assigneeId) ?? 'Someone who left') : null,
  }
}

import { kindWord } from '@/components/finance/kind-words'
import { severityWord } from '@/components/finance/severity-mark'
import { midnightAfter } from '@/components/moment/instants'
import { can } from '@/lib/domain/access/can'
import { canOwn } from '@/lib/domain/exceptions/can-assign'
import { findingKinds } from '@/lib/domain/reconciliation/finding'
import { viewSentences } from '@/lib/domain/views/can-keep'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { countExceptions, headFigures, listExceptions } from '@/lib/server/exceptions/queries'
import { listTags, tagsOf } from '@/lib/server/exceptions/tags/queries'
import { getFreshness } from '@/lib/server/freshness/queries'
import { namesOf } from '../names'
import type { FilterGroup } from './queue-filters'
import { ageHours, filterOf, filterOfView, listInputOf } from './queue-query'
import { ages, type QueueParams, severityWords, type View, views } from './search-params'
import { countText } from './table/count-text'
import { queueRow } from './table/queue-row'
import { loadViews } from './views/load-views'

export type Queue = Awaited<ReturnType<typeof loadQueue>>

/** Everything the queue shows, asked for at once. */
export async function loadQueue(ctx: Ctx, params: QueueParams) {
  const [marketplace, people] = await Promise.all([getMarketplace(ctx), listPeople(ctx)])
  const endOfToday = midnightAfter(ctx.now, marketplace.reportingZone)
  const filter = filterOf(params, ctx, endOfToday)
  const { ageFromHours: _from, ageToHours: _to, ...ageless } = filter
  const inView = filterOfView(params.view, ctx, endOfToday)
  const namesOfPeople = new Map(people.map(({ id, name }) => [id, name]))
  const [list, head, offered, kept, tags, viewCounts, ageCounts] = await Promise.all([
    listExceptions(ctx, listInputOf(params, filter)),
    headFigures(ctx),
    countExceptions(ctx, inView),
    loadViews(ctx, params, namesOfPeople, endOfToday),
    listTags(ctx),
    Promise.all(views.map((view) => countExceptions(ctx, filterOfView(view, ctx, endOfToday)))),
    Promise.all(ages.map((age) => countExceptions(ctx, { ...ageless, ...ageHours[age] }))),
  ])
  const page = list.ok ? list.value : null
  const [names, tagged] = await Promise.all([
    namesOf(ctx, page?.rows ?? [], people),
    tagsOf(ctx, page?.rows.map(({ id }) => id) ?? []),
  ])
  return {
    rows:
      page?.rows.map((row) =>
        queueRow({ ...row, tags: tagged.get(row.id) ?? [] }, params, names, ctx.now, marketplace.reportingZone),
      ) ?? [],
    /** Null: the place in the address does not belong to this list any more. */
    neighbours: page && { next: page.next, previous: page.previous },
    head,
    people: people
      .filter(({ role }) => canOwn(role))
      .toSorted((a, b) => Number(b.id === ctx.actor.id) - Number(a.id === ctx.actor.id)),
    /** Nothing is open because nobody has looked, not because everything agrees. */
    neverRead: page?.rows.length === 0 && (await getFreshness(ctx)).stripeSeconds === null,
    kept,
    shareDisabled: can(ctx.actor, 'view.share') ? null : viewSentences.may_not_share,
    zone: marketplace.reportingZone,
    endOfToday,
    tags,
    groups: filterGroups(offered, head.byCurrency, people, tags, params.view),
    viewCounts: Object.fromEntries(views.map((view, at) => [view, countText(viewCounts[at])])) as Record<View, string>,
    ageCounts: ages.map((age, at) => ({ age, count: ageCounts[at]?.total ?? 0 })),
  }
}

type Offered = Awaited<ReturnType<typeof countExceptions>>

function filterGroups(
  offered: Offered,
  byCurrency: readonly { currency: string }[],
  people: readonly { id: string; name: string }[],
  tags: readonly string[],
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
    { name: 'tag', label: 'Tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ]
  return groups.filter((group) => group.options.length > 0 && !(group.name === 'owner' && view === 'mine'))
}

const levels = [1, 2, 3, 4] as const

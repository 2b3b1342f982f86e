import { midnightAfter } from '@/components/moment/instants'
import { getMarketplace } from '@/lib/server/access/queries'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import type { ExportedList, ListAsked } from '@/lib/server/exports/list-source'
import { loadBooksParams } from '../books/search-params'
import { filterOf, listInputOf } from '../exceptions/queue-query'
import { loadQueueParams } from '../exceptions/search-params'
import { loadTransactionsParams } from '../ledger/search-params'
import { loadMatchingParams } from '../matching/search-params'
import { loadListParams } from '../statements/search-params'

const notFilter = new Set(['list', 'format', 'after', 'before', 'item', 'act', 'cols', 'density'])

/** What a page shows by its address, as the server lists it, and the address's own words for it. */
export async function askedOf(
  ctx: UserCtx,
  list: ExportedList,
  params: URLSearchParams,
): Promise<{ asked: ListAsked; filterWords: string }> {
  const words = [...params].filter(([name, value]) => !notFilter.has(name) && value !== '')
  const filterWords = words.map(([name, value]) => `${name}: ${value}`).join(', ')
  return { asked: await listOf(ctx, list, params), filterWords }
}

async function listOf(ctx: UserCtx, list: ExportedList, params: URLSearchParams): Promise<ListAsked> {
  switch (list) {
    case 'exceptions': {
      const queue = loadQueueParams(params)
      const { reportingZone } = await getMarketplace(ctx)
      const { filter, sort, direction } = listInputOf(
        queue,
        filterOf(queue, ctx, midnightAfter(ctx.now, reportingZone)),
      )
      return { list, input: { filter, sort, direction } }
    }
    case 'transactions': {
      const { account, currency, category } = loadTransactionsParams(params)
      const filter = {
        ...(account ? { accountId: account } : {}),
        ...(currency ? { currency } : {}),
        ...(category ? { category } : {}),
      }
      return { list, filter }
    }
    case 'payouts':
    case 'sellers':
      return { list }
    case 'books': {
      const { kind, import: importId } = loadBooksParams(params)
      return { list, kind, importId }
    }
    case 'bank-lines':
      return { list, bankAccountId: loadListParams(params).account ?? '' }
    case 'matches': {
      const { state } = loadMatchingParams(params)
      return { list, state: state === 'undecided' ? null : state }
    }
    case 'audit': {
      const given = (name: string) => params.get(name) || undefined
      const [action, subject, actorId] = [given('action'), given('subject'), given('actor')]
      return {
        list,
        filter: { ...(action ? { action } : {}), ...(subject ? { subject } : {}), ...(actorId ? { actorId } : {}) },
      }
    }
  }
}

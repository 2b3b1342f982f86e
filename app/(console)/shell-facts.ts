import type { Counts } from '@/components/navigation/places'
import { memberships } from '@/lib/server/access/memberships'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { countPendingApprovals } from '@/lib/server/approvals/queries'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { countUnread } from '@/lib/server/exceptions/notices/queries'
import { countExceptions } from '@/lib/server/exceptions/queries'
import { type Freshness, getFreshness } from '@/lib/server/freshness/queries'
import { roleWords } from './role-words'

export type WorkPlace = { id: string; name: string; here: boolean }
export type Shell = {
  marketplace: string
  /** Every marketplace that this person may work in. */
  places: readonly WorkPlace[]
  me: string
  role: string
  counts: Counts
  freshness: Freshness
}

/** What the frame around every page says. */
export async function loadShell(ctx: UserCtx): Promise<Shell> {
  const [marketplace, places, people, open, asked, unread, freshness] = await Promise.all([
    getMarketplace(ctx),
    workPlaces(ctx),
    listPeople(ctx),
    countExceptions(ctx, { states: ['open'] }),
    countPendingApprovals(ctx),
    countUnread(ctx),
    getFreshness(ctx),
  ])
  return {
    marketplace: marketplace.name,
    places,
    me: people.find((person) => person.id === ctx.actor.id)?.name ?? 'You',
    role: roleWords[ctx.actor.role].name,
    counts: { open: open.total, asked, unread },
    freshness,
  }
}

/** Where one works now, and where one may go. */
export async function workPlaces(ctx: UserCtx): Promise<WorkPlace[]> {
  const places = await memberships(ctx.db, ctx.actor.id)
  return places.map(({ marketplaceId: id, marketplaceName: name }) => ({
    id,
    name,
    here: id === ctx.actor.marketplaceId,
  }))
}

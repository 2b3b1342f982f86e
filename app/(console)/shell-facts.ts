import type { Role } from '@/lib/domain/access/actor'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { countExceptions } from '@/lib/server/exceptions/queries'
import { type Freshness, getFreshness } from '@/lib/server/freshness/queries'
import { roleWords } from './role-words'

export type Shell = {
  marketplace: string
  me: string
  role: string
  openCount: number
  freshness: Freshness
}

/** What the frame around every page says. */
export async function loadShell(ctx: Ctx & { actor: { role: Role } }): Promise<Shell> {
  const [marketplace, people, open, freshness] = await Promise.all([
    getMarketplace(ctx),
    listPeople(ctx),
    countExceptions(ctx, { states: ['open'] }),
    getFreshness(ctx),
  ])
  return {
    marketplace: marketplace.name,
    me: people.find((person) => person.id === ctx.actor.id)?.name ?? 'You',
    role: roleWords[ctx.actor.role].name,
    openCount: open.total,
    freshness,
  }
}

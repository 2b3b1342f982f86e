import { amountPhrase } from '@/components/finance/amount'
import { formatSpan } from '@/components/moment/instants'
import { listPeople } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { changesSince } from '@/lib/server/exceptions/desk/changes-since'
import { auditWords } from '../audit-words'

/** Who did what since the page was loaded, and how the exception stands now; null where nothing is known to have moved. */
export async function whatChanged(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<string | null> {
  const [changes, people] = await Promise.all([changesSince(ctx, id, version), listPeople(ctx)])
  if (!changes) return null
  const names = new Map(people.map((person) => [person.id, person.name]))
  const acts = changes.acts.map(({ at, actorKind, actorId, action, detail }) => {
    const who = actorKind === 'user' ? (names.get(actorId) ?? 'Someone') : 'A run'
    return `${who} ${auditWords(action, detail, names)}, ${formatSpan(ctx.now.getTime() - at.getTime())} ago`
  })
  const owner = changes.assigneeId === null ? 'nobody owns it' : `${names.get(changes.assigneeId) ?? 'someone'} owns it`
  const now = `Now it is ${changes.state}, ${amountPhrase(changes.amountMinor, changes.currency)}, and ${owner}.`
  return [...(acts.length > 0 ? [`${acts.join('; ')}.`] : []), now].join(' ')
}

/** For commands that are guarded by the version that was seen. */
export function explainStale<T extends { id: string; version: number }>(
  ctx: Ctx,
  input: T,
  reason: string,
): Promise<string | null> {
  return reason === 'stale' ? whatChanged(ctx, input) : Promise.resolve(null)
}

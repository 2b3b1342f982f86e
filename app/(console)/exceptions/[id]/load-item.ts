import type { LifeStep } from '@/components/evidence/life'
import type { Comment } from '@/components/record/talk'
import type { TrailRow } from '@/components/record/trail'
import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import { canDetach } from '@/lib/domain/exceptions/attachments/can-attach'
import { assignSentences, canAssign, canOwn } from '@/lib/domain/exceptions/can-assign'
import { commentSentences } from '@/lib/domain/exceptions/can-comment'
import { canReopen } from '@/lib/domain/exceptions/can-reopen'
import { canResolve, resolveSentences } from '@/lib/domain/exceptions/can-resolve'
import { splitMentions } from '@/lib/domain/exceptions/mentions/mentions'
import { canPause, pauseSentences } from '@/lib/domain/exceptions/pauses/pause'
import { tagSentences } from '@/lib/domain/exceptions/tags/tag'
import { leavesAs } from '@/lib/domain/resolutions/act'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { type ExceptionDetail, getException } from '@/lib/server/exceptions/exception-detail'
import { getLimits } from '@/lib/server/limits/queries'
import { type ProposalRow, proposalsAbout } from '@/lib/server/matching/proposals/queries'
import { type AskedView, listAsked, listResolutions, type ResolutionView } from '@/lib/server/resolutions/queries'
import { auditWords } from '../../audit-words'
import type { Names } from '../../names'
import { namesOf } from '../../names'
import type { FileLine } from '../attachments/file-list'
import { type ActOption, actOptions } from './acts/act-options'
import { lifeOf, placesOf } from './life-of'

export type Item = {
  row: ExceptionDetail
  names: Names
  people: readonly { id: string; name: string }[]
  me: string
  now: Date
  zone: string
  life: LifeStep[]
  /** Where an id of the evidence has its own page. */
  places: ReadonlyMap<string, string>
  /** What may be the other side of it, for a person to say. */
  ties: { rows: ProposalRow[]; actor: Actor }
  comments: Comment[]
  files: FileLine[]
  /** Who may be named in a comment. */
  nameable: readonly { id: string; name: string }[]
  tags: { on: readonly string[]; disabled: string | null }
  trail: TrailRow[]
  resolveDisabled: string | null
  assignDisabled: string | null
  pauseDisabled: string | null
  commentDisabled: string | null
  canReopen: boolean
  options: ActOption[]
  done: ResolutionView[]
  asked: AskedView[]
  actor: Actor
}

/** One exception with all that its page shows; null where this marketplace has no such one. */
export async function loadItem(ctx: Ctx, id: string): Promise<Item | null> {
  const [row, marketplace, people, done, asked, limits] = await Promise.all([
    getException(ctx, id),
    getMarketplace(ctx),
    listPeople(ctx),
    listResolutions(ctx, id),
    listAsked(ctx, id),
    getLimits(ctx),
  ])
  if (!row) return null
  const named = row.evidence.rows.map(({ account, seller }) => ({ accountId: account, sellerId: seller ?? null }))
  const names = await namesOf(ctx, [row, ...row.siblings, ...named], people)
  const [resolving, assigning] = [canResolve(row, ctx.actor), canAssign(row, ctx.actor)]
  const pausing = canPause(row, ctx.actor, ctx.now)
  const who = (kind: string, actorId: string) => (kind === 'user' ? (names.people.get(actorId) ?? 'Someone') : actorId)
  return {
    row,
    names,
    people: people.filter(({ role }) => canOwn(role)),
    files: row.files.map((file) => ({
      id: file.id,
      name: file.name,
      size: byteText(file.sizeBytes),
      by: names.people.get(file.addedBy) ?? 'Someone who left',
      gone: file.removedBy !== null,
      mayRemove: canDetach(file, ctx.actor).ok,
    })),
    nameable: people.filter(({ id }) => id !== ctx.actor.id).map(({ id, name }) => ({ id, name })),
    me: ctx.actor.id,
    now: ctx.now,
    zone: marketplace.reportingZone,
    life: lifeOf(row.timeline, row.objectId, ctx.now),
    places: placesOf(row.timeline),
    ties: { rows: await proposalsAbout(ctx, id), actor: ctx.actor },
    comments: row.comments.map(({ id: key, authorId, at, body }) => ({
      id: key,
      author: names.people.get(authorId) ?? 'Someone who left',
      mine: authorId === ctx.actor.id,
      at,
      body: splitMentions(body, people),
    })),
    tags: { on: row.tags, disabled: can(ctx.actor, 'exception.comment') ? null : tagSentences.not_permitted },
    trail: row.audit.map((entry, at) => ({
      seq: BigInt(at),
      at: entry.at,
      who: who(entry.actorKind, entry.actorId),
      what: auditWords(entry.action, entry.detail, names.people),
      hash: entry.hash,
    })),
    resolveDisabled: resolving.ok ? null : resolveSentences[resolving.reason],
    assignDisabled: assigning.ok ? null : assignSentences[assigning.reason],
    pauseDisabled: pausing.ok ? null : pauseSentences[pausing.reason],
    commentDisabled: can(ctx.actor, 'exception.comment') ? null : commentSentences.not_permitted,
    canReopen: canReopen(row, ctx.actor, done.some(holdsBack)).ok,
    options: actOptions(ctx, row, done, limits),
    done,
    asked,
    actor: ctx.actor,
  }
}

function byteText(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** What took it out of the queue by an act comes back by undoing that act. */
function holdsBack({ act, undoneAt }: ResolutionView): boolean {
  return undoneAt === null && act in leavesAs
}

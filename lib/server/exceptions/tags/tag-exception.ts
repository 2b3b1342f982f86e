import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canTag, type TagRefusal, tagFrom, tagPolicy } from '@/lib/domain/exceptions/tags/tag'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'

/** `on`: put on, or taken off. */
export type TagInput = { id: string; tag: string; on: boolean }

/**
 * Puts a tag on an exception or takes it off. Done twice it is done once; `changed` says whether it was done now. The
 * chain keeps that it was tagged and not the word, for the word may be somebody's name.
 */
export function tagException(
  ctx: Ctx,
  input: TagInput,
): Promise<Result<{ tag: string; changed: boolean }, TagRefusal | 'not_found'>> {
  return commit(ctx, async (sql) => {
    const verdict = canTag(ctx.actor)
    if (!verdict.ok) return verdict
    const read = tagFrom(input.tag)
    if (!read.ok) return read
    const { marketplaceId } = ctx.actor
    const tag = read.value
    // Under lock, so that two at once cannot carry it past the bound.
    const held = await sql.rows(`SELECT id FROM recon_exception WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`, [
      marketplaceId,
      input.id,
    ])
    if (held.length === 0) return refuse('not_found')
    const key = [marketplaceId, input.id, tag]
    if (input.on) {
      const [row] = await sql.rows<{ others: number; has: boolean }>(
        `SELECT count(*) FILTER (WHERE tag <> $3)::int AS others, coalesce(bool_or(tag = $3), false) AS has
         FROM exception_tag WHERE marketplace_id = $1 AND exception_id = $2`,
        key,
      )
      if (row?.has) return ok({ tag, changed: false })
      if (row && row.others >= tagPolicy.tagsPerException) return refuse('too_many_tags')
    }
    const changed = input.on
      ? await sql.run(
          `INSERT INTO exception_tag (marketplace_id, exception_id, tag, tagged_by, tagged_at) VALUES ($1, $2, $3, $4, $5)`,
          [...key, ctx.actor.id, ctx.now],
        )
      : await sql.run('DELETE FROM exception_tag WHERE marketplace_id = $1 AND exception_id = $2 AND tag = $3', key)
    if (changed > 0) await recordAudit(sql, ctx, input.on ? 'exception.tag' : 'exception.untag', input.id, {})
    return ok({ tag, changed: changed > 0 })
  })
}

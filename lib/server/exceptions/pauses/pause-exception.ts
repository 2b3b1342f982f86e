import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import type { ExceptionState } from '@/lib/domain/exceptions/exception'
import { canPause, type PauseRefusal, type WaitsFor } from '@/lib/domain/exceptions/pauses/pause'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { sealText, textDigest } from '../../personal/free-text'
import { endPauses } from './end-pauses'

/** `until`: when it comes back even without an answer. */
export type PauseInput = { id: string; version: number; waitsFor: WaitsFor; until: Date; note: string }

/** Lets an exception wait for somebody's answer: it leaves the open queue, and its due time stands still. */
export function pauseException(
  ctx: Ctx,
  input: PauseInput,
): Promise<Result<void, PauseRefusal | 'not_found' | 'stale'>> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    // One that a run has brought back, and that no run has ended since.
    await endPauses(sql, ctx, { exceptionId: input.id })
    const [item] = await sql.rows<{ state: ExceptionState; version: number; dueAt: Date }>(
      `SELECT state, version, due_at AS "dueAt" FROM recon_exception WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
      [marketplaceId, input.id],
    )
    if (!item) return refuse('not_found')
    const verdict = canPause(item, ctx.actor, ctx.now, input.until)
    if (!verdict.ok) return verdict
    if (item.version !== input.version) return refuse('stale')
    const id = `pse_${randomUUID()}`
    const note = cleanText(input.note, 2000)
    const sealed = note === '' ? null : sealText(marketplaceId, 'exception_pause.note_enc', id, note)
    await sql.run(
      `UPDATE recon_exception SET state = 'waiting', waits_until = $3, due_at = $3, version = version + 1
       WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, input.id, input.until],
    )
    await sql.run(
      `INSERT INTO exception_pause (marketplace_id, id, exception_id, waits_for, note_enc, due_before, began_by, began_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [marketplaceId, id, input.id, input.waitsFor, sealed, item.dueAt, ctx.actor.id, ctx.now],
    )
    const noteDigest = textDigest(marketplaceId, 'exception_pause.note_enc', id, note)
    await recordAudit(sql, ctx, 'exception.pause', input.id, {
      pause: id,
      waitsFor: input.waitsFor,
      until: input.until.toISOString(),
      noteDigest,
    })
    return ok()
  })
}

import type { AuditedFacts } from '@/lib/domain/audit/chain'
import type { Evidence } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { openText } from '../personal/free-text'
import { type Attachment, attachmentsIn } from './attachments/queries'
import { hasLeft } from './exception-filter'
import { type Pause, pausesIn } from './pauses/queries'
import { type ExceptionRow, rowColumns } from './rows'
import { tagsIn } from './tags/queries'
import { type PaymentStep, paymentTimeline } from './timeline'

export type ExceptionComment = { id: string; authorId: string; body: string; at: Date }
export type ExceptionAudit = Pick<AuditedFacts, 'at' | 'actorKind' | 'actorId' | 'action' | 'detail'> & { hash: string }
export type ExceptionDetail = ExceptionRow & {
  evidence: Evidence
  /** His account is connected no more. */
  sellerHasLeft: boolean
  note: string | null
  resolvedBy: string | null
  comments: ExceptionComment[]
  tags: string[]
  files: Attachment[]
  pauses: Pause[]
  /** Everything that is known of this payment, on both sides, in order of time. */
  timeline: PaymentStep[]
  /** What people and runs did to this exception, newest first. */
  audit: ExceptionAudit[]
  /** Other exceptions of the same payment. */
  siblings: ExceptionRow[]
}

type DetailRow = ExceptionRow &
  Pick<ExceptionDetail, 'evidence' | 'resolvedBy' | 'sellerHasLeft'> & { noteEnc: string | null }

/** Null where the marketplace has no such exception. */
export async function getException(ctx: Ctx, id: string): Promise<ExceptionDetail | null> {
  return inSql(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const [row] = await sql.rows<DetailRow>(
      `SELECT ${rowColumns}, e.evidence, e.note_enc AS "noteEnc", e.resolved_by AS "resolvedBy",
         ${hasLeft('e')} AS "sellerHasLeft" FROM recon_exception e
       WHERE e.marketplace_id = $1 AND e.id = $2`,
      [marketplaceId, id],
    )
    if (!row) return null
    const comments = await commentsOn(sql, marketplaceId, id)
    const audit = await sql.rows<ExceptionAudit>(
      `SELECT at, actor_kind AS "actorKind", actor_id AS "actorId", action, detail, hash FROM audit_entry
       WHERE marketplace_id = $1 AND subject = $2 ORDER BY seq DESC LIMIT 200`,
      [marketplaceId, id],
    )
    const timeline = await paymentTimeline(sql, marketplaceId, row)
    const { noteEnc, ...facts } = row
    const note = noteEnc && openText(marketplaceId, 'recon_exception.note_enc', id, noteEnc)
    const tags = (await tagsIn(sql, marketplaceId, [id])).get(id) ?? []
    const pauses = await pausesIn(sql, marketplaceId, id)
    const files = await attachmentsIn(sql, marketplaceId, id)
    return {
      ...facts,
      note,
      comments,
      tags,
      files,
      pauses,
      audit,
      timeline,
      siblings: await siblingsOf(sql, marketplaceId, row),
    }
  })
}

async function commentsOn(sql: Sql, marketplaceId: string, exceptionId: string): Promise<ExceptionComment[]> {
  const rows = await sql.rows<ExceptionComment>(
    `SELECT id, author_id AS "authorId", body_enc AS body, at FROM exception_comment
     WHERE marketplace_id = $1 AND exception_id = $2 ORDER BY at, id LIMIT 500`,
    [marketplaceId, exceptionId],
  )
  return rows.map((row) => ({
    ...row,
    body: openText(marketplaceId, 'exception_comment.body_enc', row.id, row.body),
  }))
}

function siblingsOf(sql: Sql, marketplaceId: string, row: ExceptionRow): Promise<ExceptionRow[]> {
  return sql.rows<ExceptionRow>(
    `SELECT ${rowColumns} FROM recon_exception e
     WHERE e.marketplace_id = $1 AND e.family_id = $2 AND e.id <> $3 AND e.state <> 'closed'
     ORDER BY e.due_at, e.id LIMIT 50`,
    [marketplaceId, row.familyId, row.id],
  )
}

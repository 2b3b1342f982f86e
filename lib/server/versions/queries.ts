import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type VersionKind, type VersionRow, type VersionRules, versionColumns } from './rows'

/** Whoever else drafts or lets a version of this kind waits for the end of the transaction. */
export async function lockKind(sql: Sql, marketplaceId: string, kind: VersionKind): Promise<void> {
  await sql.rows(
    `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('setting:' || $1 || ':' || $2, 0))) lock`,
    [marketplaceId, kind],
  )
}

/** Takes the row, and with it whoever else drafts or lets a version of this kind, to the end of the transaction. */
export async function lockVersion(
  sql: Sql,
  { actor }: Ctx,
  kind: VersionKind,
  id: string,
): Promise<VersionRow | undefined> {
  await lockKind(sql, actor.marketplaceId, kind)
  const [row] = await sql.rows<VersionRow>(
    `SELECT ${versionColumns} FROM setting_version v
     WHERE v.marketplace_id = $1 AND v.kind = $2 AND v.id = $3 FOR UPDATE`,
    [actor.marketplaceId, kind, id],
  )
  return row
}

/** The newest versions, drafts and what was activated; a dropped draft is only in the audit chain. */
export function listVersions(ctx: Ctx, kind: VersionKind): Promise<VersionRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<VersionRow>(
      `SELECT ${versionColumns} FROM setting_version v WHERE v.marketplace_id = $1 AND v.kind = $2 AND v.state <> 'dropped'
       ORDER BY (v.state = 'draft') DESC, v.number DESC LIMIT 30`,
      [ctx.actor.marketplaceId, kind],
    ),
  )
}

export type AskedVersion = { id: string; subject: string; payloadHash: string; requestedBy: string; expiresAt: Date }

/** Drafts that wait for a second person. */
export function listAskedVersions(ctx: Ctx, { kind, word }: VersionRules): Promise<AskedVersion[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AskedVersion>(
      `SELECT a.id, a.subject, a.payload_hash AS "payloadHash", a.requested_by AS "requestedBy", a.expires_at AS "expiresAt"
       FROM approval a
       JOIN setting_version v ON v.marketplace_id = $1 AND v.id = a.subject AND v.kind = $4 AND v.state = 'draft'
       WHERE a.marketplace_id = $1 AND a.action = $3 AND a.state IN ('pending', 'approved')
         AND a.used_for IS NULL AND a.expires_at > $2 ORDER BY a.requested_at DESC, a.id LIMIT 50`,
      [ctx.actor.marketplaceId, ctx.now, `${word}.activate`, kind],
    ),
  )
}

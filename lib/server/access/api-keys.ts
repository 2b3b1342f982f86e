import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { createApiKey } from './create-api-key'

export type ApiKeyRow = {
  id: string
  name: string
  prefix: string
  createdAt: Date
  createdBy: string | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const mostKeys = 50

/** The keys of this marketplace, those that open first. Their secrets are nowhere. */
export function listApiKeys(ctx: Ctx): Promise<ApiKeyRow[]> {
  if (!can(ctx.actor, 'key.manage')) return Promise.resolve([])
  return inSql(ctx, (sql) =>
    sql.rows<ApiKeyRow>(
      `SELECT id, name, prefix, created_at AS "createdAt", created_by AS "createdBy", last_used_at AS "lastUsedAt",
         revoked_at AS "revokedAt" FROM api_key WHERE marketplace_id = $1
       ORDER BY (revoked_at IS NOT NULL), created_at DESC, id LIMIT 200`,
      [ctx.actor.marketplaceId],
    ),
  )
}

export type IssueKeyRefusal = 'not_permitted' | 'name_missing' | 'too_many'

/** A key for one machine, under a name that says which. The secret is in the answer and nowhere else. */
export async function issueApiKey(ctx: Ctx, { name }: { name: string }): Promise<Result<string, IssueKeyRefusal>> {
  if (!can(ctx.actor, 'key.manage')) return refuse('not_permitted')
  const clean = cleanText(name, 60)
  if (clean.length < 2) return refuse('name_missing')
  const open = (await listApiKeys(ctx)).filter(({ revokedAt }) => revokedAt === null)
  if (open.length >= mostKeys) return refuse('too_many')
  return ok(await createApiKey(ctx, clean))
}

export type RevokeKeyRefusal = 'not_permitted' | 'not_found' | 'already_revoked'

/** From here on the key opens nothing; what was written with it stays. */
export async function revokeApiKey(ctx: Ctx, { id }: { id: string }): Promise<Result<void, RevokeKeyRefusal>> {
  if (!can(ctx.actor, 'key.manage')) return refuse('not_permitted')
  return inSql(ctx, async (sql) => {
    const params = [ctx.actor.marketplaceId, id]
    const [key] = await sql.rows<{ name: string; revokedAt: Date | null }>(
      `SELECT name, revoked_at AS "revokedAt" FROM api_key WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
      params,
    )
    if (!key) return refuse('not_found')
    if (key.revokedAt) return refuse('already_revoked')
    await sql.run('UPDATE api_key SET revoked_at = $3, revoked_by = $4 WHERE marketplace_id = $1 AND id = $2', [
      ...params,
      ctx.now,
      ctx.actor.id,
    ])
    await recordAudit(sql, ctx, 'api-key.revoke', id, { name: key.name })
    return ok()
  })
}

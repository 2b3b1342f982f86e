import { createHash, randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'

/** Returns the secret, which is shown this once: only its hash is stored. */
export async function createApiKey(ctx: Ctx, name: string): Promise<string> {
  const secret = `cfk_${randomBytes(24).toString('base64url')}`
  const secretHash = hashApiKey(secret)
  const id = naturalId('key', secretHash)
  await inSql(ctx, async (sql) => {
    await sql.run(
      'INSERT INTO api_key (marketplace_id, id, name, prefix, secret_hash, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [ctx.actor.marketplaceId, id, name, secret.slice(0, 8), secretHash, ctx.actor.id],
    )
    await recordAudit(sql, ctx, 'api-key.create', id, { name })
  })
  return secret
}

/** 192 random bits need no slow hash. */
export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { blindIndex } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { sealText, textDigest } from '../personal/free-text'

export type MappingInput = { name: string; mapping: StatementMapping }

/** Saves how a bank writes its files, under a name; the same name again replaces it. Answers its id. */
export async function saveMapping(ctx: Ctx, { name, mapping }: MappingInput): Promise<Result<string, 'not_permitted'>> {
  if (!can(ctx.actor, 'bank.import')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  const id = naturalId('bkm', marketplaceId, blindIndex(marketplaceId, `bank mapping ${name}`))
  const sealed = sealText(marketplaceId, 'bank_mapping.name_enc', id, name.trim())
  return inSql(ctx, async (sql) => {
    await sql.run(
      `INSERT INTO bank_mapping (marketplace_id, id, name_enc, mapping, saved_by, saved_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6)
       ON CONFLICT (marketplace_id, id) DO UPDATE SET name_enc = EXCLUDED.name_enc, mapping = EXCLUDED.mapping,
         saved_by = EXCLUDED.saved_by, saved_at = EXCLUDED.saved_at`,
      [marketplaceId, id, sealed, JSON.stringify(mapping), ctx.actor.id, ctx.now],
    )
    const nameDigest = textDigest(marketplaceId, 'bank_mapping.name_enc', id, name.trim())
    await recordAudit(sql, ctx, 'bank.mapping.save', id, { nameDigest, mapping })
    return ok(id)
  })
}

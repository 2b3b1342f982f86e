import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { lastFourOf, numberToKeep } from '@/lib/domain/statements/account-numbers'
import type { BankAccountInput } from '@/lib/domain/statements/bank-account'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { seal } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { sealText, textDigest } from '../personal/free-text'
import { numberHash } from './known-accounts'

export type AddRefusal = 'not_permitted' | 'known'

/** Adds a bank account, its number sealed. Answers its id. */
export async function addBankAccount(ctx: Ctx, input: BankAccountInput): Promise<Result<string, AddRefusal>> {
  if (!can(ctx.actor, 'bank.import')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  const number = numberToKeep(input.number)
  const hash = numberHash(marketplaceId, number)
  const id = naturalId('bka', marketplaceId, hash, input.currency)
  const place = { marketplaceId, table: 'bank_account', column: 'number_enc', row: id }
  const name = sealText(marketplaceId, 'bank_account.name_enc', id, input.name)
  const entity = input.legalEntity
    ? sealText(marketplaceId, 'bank_account.legal_entity_enc', id, input.legalEntity)
    : null
  const country = input.country ?? /^([A-Z]{2})\d{2}[A-Z0-9]{11,}$/.exec(number)?.[1] ?? null
  return inSql(ctx, async (sql) => {
    const added = await sql.run(
      `INSERT INTO bank_account (marketplace_id, id, name_enc, legal_entity_enc, currency, country, last_four, number_enc,
         number_hash, payouts_of_account, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
      [
        ...[marketplaceId, id, name, entity, input.currency, country, lastFourOf(number), seal(place, number), hash],
        ...[input.payoutsOfAccount, ctx.actor.id, ctx.now],
      ],
    )
    if (added === 0) return refuse('known')
    await recordAudit(sql, ctx, 'bank.account.add', id, {
      currency: input.currency,
      country,
      payoutsOfAccount: input.payoutsOfAccount,
      nameDigest: textDigest(marketplaceId, 'bank_account.name_enc', id, input.name),
    })
    return ok(id)
  })
}

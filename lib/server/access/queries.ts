import type { Role } from '@/lib/domain/access/actor'
import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { peopleScope } from './create-marketplace'

export type MarketplaceFacts = { id: string; name: string; reportingZone: string; reportingCurrency: string }
export type Person = { id: string; name: string; role: Role }

export async function getMarketplace(ctx: Ctx): Promise<MarketplaceFacts> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<MarketplaceFacts>(
      `SELECT id, name, reporting_zone AS "reportingZone", reporting_currency AS "reportingCurrency" FROM marketplace WHERE id = $1`,
      [ctx.actor.marketplaceId],
    ),
  )
  const [facts] = rows
  if (!facts) throw new Error(`Marketplace ${ctx.actor.marketplaceId} does not exist`)
  return facts
}

/** Everyone who works in this marketplace, by name. */
export async function listPeople(ctx: Ctx): Promise<Person[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ id: string; name_enc: string; role: Role }>(
      `SELECT u.id, u.name_enc, m.role FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.marketplace_id = $1`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows
    .map(({ id, name_enc, role }) => ({
      id,
      role,
      name: open({ marketplaceId: peopleScope, table: 'app_user', column: 'name_enc', row: id }, name_enc),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

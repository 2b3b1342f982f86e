import { hash } from '@node-rs/argon2'
import type { Role } from '@/lib/domain/access/actor'
import { recordAudit } from '../audit/record-audit'
import type { Db } from '../context'
import { jobCtx } from '../context'
import { blindIndex, seal } from '../crypto/seal'
import { askDoor, inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'

export type NewMarketplace = { id: string; name: string; reportingZone: string; reportingCurrency: string }
export type NewMember = { email: string; name: string; role: Role; password?: string }

/** People are global, so their blind index hangs on no tenant. */
export const peopleScope = '*'

/** A marketplace; its reporting zone is fixed from here on. Doing it again changes nothing. */
export async function createMarketplace(db: Db, input: NewMarketplace): Promise<void> {
  new Intl.DateTimeFormat('en', { timeZone: input.reportingZone }) // throws on a zone that does not exist
  const ctx = jobCtx(db, input.id, 'create-marketplace')
  await inSql(ctx, async (sql) => {
    const added = await sql.run(
      `INSERT INTO marketplace (id, name, reporting_zone, reporting_currency) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [input.id, input.name, input.reportingZone, input.reportingCurrency],
    )
    if (added > 0) await recordAudit(sql, ctx, 'marketplace.create', input.id, { ...input })
  })
}

export async function isKnownPerson(db: Db, email: string): Promise<boolean> {
  return (await askDoor(db, 'SELECT id FROM door_user($1)', [blindIndex(peopleScope, email)])).length > 0
}

/** Adds a person to a marketplace, creating the person if the address is new. Address and name are stored sealed. */
export async function addMember(db: Db, marketplaceId: string, member: NewMember): Promise<string> {
  const ctx = jobCtx(db, marketplaceId, 'add-member')
  const emailHash = blindIndex(peopleScope, member.email)
  const userId = naturalId('usr', emailHash)
  const place = { marketplaceId: peopleScope, table: 'app_user', row: userId }
  const passwordHash = member.password === undefined ? null : await hash(member.password)
  await inSql(ctx, async (sql) => {
    const [joined] = await sql.rows<{ added: boolean }>('SELECT join_marketplace($1, $2, $3, $4, $5, $6) AS added', [
      userId,
      emailHash,
      seal({ ...place, column: 'email_enc' }, member.email),
      seal({ ...place, column: 'name_enc' }, member.name),
      passwordHash,
      member.role,
    ])
    if (joined?.added) await recordAudit(sql, ctx, 'member.add', userId, { role: member.role })
  })
  return userId
}

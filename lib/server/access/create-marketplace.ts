import { hash } from '@node-rs/argon2'
import type { Role } from '@/lib/domain/access/actor'
import { recordAudit } from '../audit/record-audit'
import type { Db } from '../context'
import { jobCtx } from '../context'
import { keyring } from '../crypto/keyring'
import { blindIndex, seal } from '../crypto/seal'
import { askDoor, inSql, type Sql } from '../db/transaction'
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
  const sealed = {
    email: seal({ ...place, column: 'email_enc' }, member.email),
    name: seal({ ...place, column: 'name_enc' }, member.name),
  }
  const passwordHash = member.password === undefined ? null : await hash(member.password)
  await inSql(ctx, async (sql) => {
    const [joined] = await sql.rows<{ added: boolean }>('SELECT join_marketplace($1, $2, $3, $4, $5, $6) AS added', [
      userId,
      emailHash,
      sealed.email,
      sealed.name,
      passwordHash,
      member.role,
    ])
    if (!joined?.added) return
    await replaceLost(sql, userId, sealed)
    await recordAudit(sql, ctx, 'member.add', userId, { role: member.role })
  })
  return userId
}

/**
 * A rotation of keys does not see who belongs nowhere: whoever comes back after their key has left ENCRYPTION_KEYS cannot be
 * opened any more, and is written as they are called now.
 */
async function replaceLost(sql: Sql, userId: string, { email, name }: { email: string; name: string }): Promise<void> {
  await sql.run(
    `UPDATE app_user SET email_enc = $2, name_enc = $3
     WHERE id = $1 AND NOT (split_part(email_enc, ':', 2) = ANY($4::text[]) AND split_part(name_enc, ':', 2) = ANY($4::text[]))`,
    [userId, email, name, [...keyring().sealing.keys()]],
  )
}

import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { erasedToken, sealedField } from '@/lib/domain/personal/split-personal'
import { peopleScope } from '../access/create-marketplace'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { blindIndex } from '../crypto/seal'
import { inSql, type Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { dropAllExports } from '../exports/jobs/lifecycle'
import { openBody, sealBody } from '../quarantine/quarantine-bodies'
import { eraseEvents, eventsOfPerson } from './erase-events'
import { belongingsOf, eraseFromTexts } from './erase-texts'
import { lockPersons, tombstone } from './person-refs'

export type EraseRefusal = 'not_permitted' | 'not_an_address'
/** `unopened`: events of the inbox that do not open, so that nobody can say whom they name. */
export type Erased = { objects: number; quarantined: number; texts: number; unopened: number }

/**
 * Erases a person by address of e-mail: every sealed value of every object that carries the address is gone for good,
 * here and when the object is fetched again, and what people wrote loses every word that names them. Money stays as it
 * was: amounts, ledger and audit chain hold nobody's name.
 */
export async function erasePerson(ctx: Ctx, email: string): Promise<Result<Erased, EraseRefusal>> {
  if (!can(ctx.actor, 'person.erase')) return refuse('not_permitted')
  const address = email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return refuse('not_an_address')
  const hash = blindIndex(ctx.actor.marketplaceId, address)
  return inSql(ctx, async (sql) => {
    await lockPersons(sql, ctx)
    const { events, unopened } = await eventsOfPerson(sql, ctx, hash)
    const belongings = await belongingsOf(sql, ctx, hash, events)
    const texts = await eraseFromTexts(sql, ctx, address, belongings)
    let objects = await eraseEvents(sql, ctx, events)
    for (const statement of eraseFrom)
      objects += await sql.run(statement, [ctx.actor.marketplaceId, hash, JSON.stringify(erasedToken)])
    await dropAllExports(sql, ctx)
    const quarantined = await eraseQuarantined(sql, ctx, address)
    await sql.run('DELETE FROM invitation WHERE marketplace_id = $1 AND email_hash = $2', [
      ctx.actor.marketplaceId,
      blindIndex(peopleScope, address),
    ])
    // The notes of what did not open stay, so that the next erasure looks there again.
    await sql.run(
      `DELETE FROM person_ref WHERE marketplace_id = $1 AND person_hash = $2
         AND (account_id, object_id) NOT IN (SELECT * FROM unnest($3::text[], $4::text[]))`,
      [ctx.actor.marketplaceId, hash, unopened.map(({ accountId }) => accountId), unopened.map(({ id }) => id)],
    )
    await sql.run(
      `INSERT INTO person_ref (money_key, marketplace_id, account_id, object_id, person_hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [tombstone.moneyKey, ctx.actor.marketplaceId, tombstone.accountId, tombstone.objectId, hash],
    )
    // The audit row names the person by a hash only: it stays, and so must nothing of theirs.
    const erased = { objects, quarantined, texts, unopened: unopened.length }
    await recordAudit(sql, ctx, 'person.erase', naturalId('per', hash), erased)
    return ok(erased)
  })
}

const erasing = (table: string) => `
  UPDATE ${table} o SET raw = jsonb_set(o.raw, '{${sealedField}}', $3::jsonb) FROM person_ref p
  WHERE p.marketplace_id = $1 AND p.person_hash = $2 AND o.marketplace_id = $1 AND o.account_id = p.account_id
    AND o.raw ? '${sealedField}'`
const eraseFrom = [
  `${erasing('provider_object')} AND o.money_key = p.money_key AND o.id = p.object_id`,
  `${erasing('balance_transaction')} AND o.money_key = p.money_key AND o.id = p.object_id`,
  `${erasing('inbox_event')} AND o.id = p.object_id`,
  `${erasing('provider_account').replace('SET raw', 'SET name_enc = NULL, raw')} AND p.object_id = p.account_id`,
]

/** Nobody knows what lies in a body that could not be parsed: each is opened and looked through. */
async function eraseQuarantined(sql: Sql, ctx: Ctx, address: string): Promise<number> {
  const rows = await sql.rows<{ id: string; body: Buffer }>(
    'SELECT id, body FROM quarantine WHERE marketplace_id = $1',
    [ctx.actor.marketplaceId],
  )
  let erased = 0
  for (const { id, body } of rows) {
    const bytes = openBody(ctx, id, body)
    // A body that is no UTF-8 may be in the older one-byte encoding.
    const texts = [bytes.toString('utf8'), bytes.toString('latin1')]
    if (!texts.some((text) => text.toLowerCase().includes(address))) continue
    const nothing = sealBody(ctx, id, Buffer.from(erasedToken))
    erased += await sql.run('UPDATE quarantine SET body = $3 WHERE marketplace_id = $1 AND id = $2', [
      ctx.actor.marketplaceId,
      id,
      nothing,
    ])
  }
  return erased
}

import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type EventKey, type EventPersons, personsIn } from './event-body'

const rowsPerStep = 500

type EventRow = EventKey & { body: Buffer }
export type EventOfPerson = EventKey & { persons: EventPersons }
/** `unopened`: nobody could look into these, by any key there is. */
export type EventsOfPerson = { events: EventOfPerson[]; unopened: EventKey[] }

/**
 * Every event in which a person is named: those that were noted when they were worked off, and of those that were not
 * yet, each is opened and looked through. To be asked before the notes are erased. One that does not open is told and
 * holds up no erasure from the others.
 */
export async function eventsOfPerson(sql: Sql, ctx: Ctx, hash: string): Promise<EventsOfPerson> {
  const { marketplaceId } = ctx.actor
  const found = new Map<string, EventOfPerson>()
  const unopened = new Map<string, EventKey>()
  const lookAt = ({ body, ...key }: EventRow) => {
    const name = `${key.accountId}/${key.id}`
    try {
      const persons = personsIn(marketplaceId, key, body)
      if (persons.personHashes.includes(hash)) found.set(name, { ...key, persons })
    } catch {
      unopened.set(name, key)
    }
  }
  for (const row of await sql.rows<EventRow>(noted, [marketplaceId, hash])) lookAt(row)
  for (let after = ['', '']; ; ) {
    const rows = await sql.rows<EventRow>(notYetNoted, [marketplaceId, ...after])
    rows.forEach(lookAt)
    const last = rows.at(-1)
    if (!last || rows.length < rowsPerStep) return { events: [...found.values()], unopened: [...unopened.values()] }
    after = [last.accountId, last.id]
  }
}

const columns = 'e.provider, e.livemode, e.account_id AS "accountId", e.id, e.body'
const noted = `
  SELECT DISTINCT ${columns} FROM person_ref p JOIN inbox_event e ON e.marketplace_id = $1 AND e.account_id = p.account_id
    AND e.id = p.object_id
  WHERE p.marketplace_id = $1 AND p.person_hash = $2 AND e.body IS NOT NULL`
const notYetNoted = `
  SELECT ${columns} FROM inbox_event e WHERE e.marketplace_id = $1 AND e.state IN ('new', 'failed')
    AND e.body IS NOT NULL AND (e.account_id, e.id) > ($2, $3)
  ORDER BY e.account_id, e.id LIMIT ${rowsPerStep}`

/** Takes everything personal out of these events and seals the rest anew. Answers how many changed. */
export async function eraseEvents(sql: Sql, ctx: Ctx, events: readonly EventOfPerson[]): Promise<number> {
  let erased = 0
  for (const { provider, livemode, accountId, id, persons } of events)
    erased += await sql.run(
      `UPDATE inbox_event SET body = $6 WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3
         AND account_id = $4 AND id = $5`,
      [ctx.actor.marketplaceId, provider, livemode, accountId, id, persons.erased()],
    )
  return erased
}

import type { Provider } from '@/lib/providers/port'
import { idOfBytes } from '@/lib/providers/stripe/wire/cut-list'
import { NotUnderstood } from '@/lib/providers/stripe/wire/read-field'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql, type Sql } from '../db/transaction'
import { whileReachable } from '../sync/run/while-reachable'
import { storeAccounts } from '../sync/store/store-accounts'
import { storePage } from '../sync/store/store-page'
import { reopenShortPayouts } from '../sync/streams/short-payouts'
import { openBody } from './quarantine-bodies'

/** More are not asked for in one run; chance picks them, so that a body which stays bad holds up no other. */
const mostAtOnce = 20

type HeldRow = { id: string; accountId: string; source: string; body: Uint8Array }
type Held = { accountId: string; source: string; objectId: string; rows: string[] }
type Store = (sql: Sql) => Promise<unknown>

/**
 * Asks anew, one by one, for objects whose bodies could not become rows. What is sound by now is stored as if it had
 * come well the first time, and its quarantine rows are released; their bytes stay. Answers how many objects came.
 */
export async function releaseBodies(ctx: Ctx, provider: Provider): Promise<number> {
  let released = 0
  for (const held of await listHeld(ctx)) {
    await whileReachable(ctx, provider, held.accountId, async () => {
      const store = await askAnew(ctx, provider, held)
      if (store === null) return
      await commit(ctx, async (sql) => {
        await store(sql)
        await sql.run('UPDATE quarantine SET released_at = $3 WHERE marketplace_id = $1 AND id = ANY($2)', [
          ctx.actor.marketplaceId,
          held.rows,
          ctx.now,
        ])
      })
      await reopenShortPayouts(ctx, provider, held.accountId)
      released++
    })
  }
  return released
}

/** How to store what the provider says now; null while it is still unsound, gone, or of a kind that cannot be asked for. */
async function askAnew(ctx: Ctx, provider: Provider, { accountId, source, objectId }: Held): Promise<Store | null> {
  const [listed] = source.split('?')
  if (listed === 'balance_transactions') {
    const entry = await soundOrNull(() => provider.retrieveBalanceTransaction(accountId, objectId))
    return entry && ((sql) => storePage(sql, ctx, { entries: [entry], states: [], unsound: [] }))
  }
  if (listed === 'accounts') {
    const account = await soundOrNull(() => provider.retrieveAccount(objectId))
    return account && ((sql) => storeAccounts(sql, ctx, [account]))
  }
  if (listed === 'events' || listed === 'webhook')
    return (await isInInbox(ctx, accountId, objectId)) ? async () => {} : null
  const objectType = listed === 'charges' ? 'charge' : (source.split(' ')[0] ?? '')
  const answer = await provider.retrieveObject({ accountId, objectType, objectId, parentId: null })
  if (answer.state !== 'found') return null
  return (sql) => storePage(sql, ctx, { entries: [], states: [answer.found], unsound: [] })
}

async function soundOrNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
}

/** An event cannot be asked for by itself: it is released when the list of events has brought it sound. */
async function isInInbox(ctx: Ctx, accountId: string, eventId: string): Promise<boolean> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows('SELECT 1 FROM inbox_event WHERE marketplace_id = $1 AND account_id = $2 AND id = $3', [
      ctx.actor.marketplaceId,
      accountId,
      eventId,
    ]),
  )
  return rows.length > 0
}

/** One entry per object, whichever lists showed it. A body that names no object, or is no JSON, can only be looked at. */
async function listHeld(ctx: Ctx): Promise<Held[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<HeldRow>(
      `SELECT id, account_id AS "accountId", source, body FROM quarantine
       WHERE marketplace_id = $1 AND released_at IS NULL AND reason <> 'not_json' ORDER BY random() LIMIT ${mostAtOnce}`,
      [ctx.actor.marketplaceId],
    ),
  )
  const held = new Map<string, Held>()
  for (const { id, accountId, source, body } of rows) {
    const objectId = idOfBytes(openBody(ctx, id, body))
    if (objectId === null) continue
    const key = `${accountId}/${objectId}`
    const known = held.get(key) ?? { accountId, source, objectId, rows: [] }
    known.rows.push(id)
    held.set(key, known)
  }
  return [...held.values()]
}

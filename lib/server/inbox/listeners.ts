import type { Db } from '../context'
import { open } from '../crypto/seal'
import { askDoor } from '../db/transaction'
import { log } from '../log'

/** A connection that an event may be meant for: whose secret signs it decides, not what it says about itself. */
export type Listener = { marketplaceId: string; livemode: boolean; platformAccountId: string; secrets: string[] }

type DoorRow = { marketplace_id: string; account_id: string; livemode: boolean; webhook_secrets_enc: string }

const freshMs = 5_000
/** Wrong signatures may not make us ask the database more often than this. */
const askAgainMs = 1_000
const store = globalThis as { counterfoilListeners?: { askedAt: number; listeners: Listener[] } }

/** Every connection's webhook secrets, remembered for a few seconds; `anew` asks the database again. */
export async function listListeners(db: Db, anew = false): Promise<Listener[]> {
  const known = store.counterfoilListeners
  const age = known ? performance.now() - known.askedAt : Number.POSITIVE_INFINITY
  if (known && age < (anew ? askAgainMs : freshMs)) return known.listeners
  const pages = await Promise.all(
    [false, true].map((livemode) => askDoor<DoorRow>(db, ask, ['stripe', livemode, null])),
  )
  const listeners = pages.flat().flatMap(listenerFrom)
  store.counterfoilListeners = { askedAt: performance.now(), listeners }
  return listeners
}

const ask = 'SELECT marketplace_id, account_id, livemode, webhook_secrets_enc FROM door_connections($1, $2, $3)'

/** One marketplace's unreadable secret silences that marketplace, not its neighbours. */
function listenerFrom(row: DoorRow): Listener[] {
  const place = {
    marketplaceId: row.marketplace_id,
    table: 'provider_connection',
    column: 'webhook_secrets_enc',
    row: `stripe:${row.livemode}`,
  }
  try {
    const secrets = JSON.parse(open(place, row.webhook_secrets_enc)) as string[]
    return [{ marketplaceId: row.marketplace_id, livemode: row.livemode, platformAccountId: row.account_id, secrets }]
  } catch (error) {
    log().error({ marketplaceId: row.marketplace_id, error: String(error) }, 'the webhook secrets cannot be opened')
    return []
  }
}

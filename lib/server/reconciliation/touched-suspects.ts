import type { Sql } from '../db/transaction'
import { handSuspects } from './families/hand-work'
import { publishedCategories } from './families/load-families'
import { byIndex } from './families/scope'
import { oddSuspects, payoutSuspects, unequalKeys } from './families/set-aside'
import { feeSuspects } from './families/set-aside-contracts'
import { promiseColumns, quoteSuspects, shareSuspects } from './families/set-aside-promises'

/**
 * Which of the touched keys (temporary table `taken_key`) cannot be set aside. A key may be when its two sides are
 * exactly equal, the rules that look beyond it (fee by contract, refunds, disputes, orders, promises) have nothing to look at
 * or are satisfied, and nothing stands in the queue about its family: what was not touched is as it was, so there was nothing
 * to say and there is nothing to say now. All else, and every key whose clock ran out, goes to the domain.
 */
export async function touchedSuspects(sql: Sql, marketplaceId: string): Promise<string[]> {
  const found = await unequalTouched(sql, marketplaceId)
  const ask = asking(sql, marketplaceId, found)
  await sql.run(`CREATE TEMP TABLE near_leg (${legColumns}, PRIMARY KEY (money_key, account_id, kind)) ON COMMIT DROP`)
  await sql.run(`CREATE TEMP TABLE near_promise (${promiseColumns}) ON COMMIT DROP`)
  await byIndex(sql, async () => {
    for (const statement of gatherNear) await sql.run(statement, [marketplaceId])
    await ask(sharedOrLinked)
    await ask(spokenOf)
    await ask(handSuspects('taken_key'))
    await ask(payoutSuspects('touched_id'))
    await ask(oddSuspects('touched_id'), publishedCategories)
    await ask(quoteSuspects('near_leg', near('quote')))
  })
  await byHash(sql, async () => {
    await ask(feeSuspects({ legs: 'near_leg', entries: 'key_entry' }))
    await ask(shareSuspects('near_leg', near('shares')))
    await ask(refundedOrDue)
  })
  return found
}

/** The touched keys of which the two sides are not exactly equal; leaves both sides in `key_leg` and `key_entry`. */
export async function unequalTouched(sql: Sql, marketplaceId: string): Promise<string[]> {
  const found: string[] = []
  for (const statement of tables) await sql.run(statement)
  await byIndex(sql, async () => {
    for (const statement of gatherBoth) await sql.run(statement, [marketplaceId])
  })
  await byHash(sql, () => asking(sql, marketplaceId, found)(unequalKeys({ legs: 'key_leg', entries: 'key_entry' })))
  return found
}

function asking(sql: Sql, marketplaceId: string, found: string[]) {
  return async (text: string, ...more: unknown[]) => {
    for (const { key } of await sql.rows<{ key: string }>(text, [marketplaceId, ...more])) found.push(key)
  }
}

/** Nobody analyses a temporary table by itself, and the guess that it holds one row makes its joins quadratic. */
async function byHash(sql: Sql, work: () => Promise<void>): Promise<void> {
  const loops = (setting: 'on' | 'off') => sql.rows(`SELECT set_config('enable_nestloop', $1, true)`, [setting])
  await loops('off')
  await work()
  await loops('on')
}

const legColumns = `money_key text, marketplace_id text, account_id text, kind text, object_id text, amount_minor bigint,
  currency text, created timestamptz, settled boolean, parent_id text, seller_id text, order_reference text`
const entryColumns =
  'money_key text, marketplace_id text, account_id text, id text, kind text, amount_minor bigint, currency text'
const tables = [
  `CREATE TEMP TABLE touched_id ON COMMIT DROP AS
     SELECT DISTINCT substr(money_key, 8) AS id, money_key FROM taken_key WHERE money_key LIKE 'stripe:%' ORDER BY 2`,
  `CREATE TEMP TABLE key_leg (${legColumns}) ON COMMIT DROP`,
  `CREATE TEMP TABLE key_entry (${entryColumns}) ON COMMIT DROP`,
]

const leg = `l.money_key, l.marketplace_id, l.account_id, l.kind, l.object_id, l.amount_minor, l.currency, l.created,
  l.settled, l.parent_id, l.seller_id, l.order_reference`

/** In the order of their index, so that its pages are met once. */
const gatherBoth = [
  `INSERT INTO key_leg SELECT ${leg} FROM touched_id i
   JOIN provider_leg l ON l.money_key = i.money_key AND l.marketplace_id = $1`,
  `INSERT INTO key_entry SELECT e.money_key, e.marketplace_id, e.account_id, e.id, e.kind, e.amount_minor, e.currency
   FROM (SELECT DISTINCT money_key FROM taken_key ORDER BY 1) k
   JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = $1`,
]

const isPromise = `e.kind = 'sale' AND (e.shares IS NOT NULL OR e.quote IS NOT NULL)`
const near = (kind: 'shares' | 'quote') => `SELECT * FROM near_promise WHERE ${kind} IS NOT NULL`

/**
 * The touched legs, then the charges above them, then what is held against those charges, then the sales that promise
 * something of them, whether they name the charge or its order leads to it.
 */
const gatherNear = [
  `INSERT INTO near_leg SELECT ${leg} FROM key_leg l WHERE l.marketplace_id = $1 AND l.kind NOT IN ('payout', 'payout_failure')`,
  `INSERT INTO near_leg SELECT ${leg}
   FROM (SELECT DISTINCT 'stripe:' || parent_id AS money_key FROM key_leg WHERE parent_id IS NOT NULL
         EXCEPT SELECT money_key FROM key_leg ORDER BY 1) p
   JOIN provider_leg l ON l.money_key = p.money_key AND l.marketplace_id = $1`,
  `INSERT INTO near_leg SELECT ${leg} FROM (SELECT object_id AS id FROM near_leg WHERE kind = 'sale' ORDER BY 1) s
   JOIN provider_leg l ON l.marketplace_id = $1 AND l.parent_id = s.id
     AND l.kind IN ('application_fee', 'refund', 'transfer', 'dispute', 'dispute_reversal')
   ON CONFLICT DO NOTHING`,
  `INSERT INTO near_promise SELECT e.account_id, e.currency, e.shares, e.quote, e.object_id, e.money_key
   FROM (SELECT DISTINCT money_key FROM near_leg WHERE kind = 'sale' ORDER BY 1) s
   JOIN book_entry e ON e.money_key = s.money_key AND e.marketplace_id = $1 WHERE ${isPromise}`,
  `INSERT INTO near_promise SELECT e.account_id, e.currency, e.shares, e.quote, k.object_id, 'stripe:' || k.object_id
   FROM (SELECT DISTINCT object_id AS id FROM near_leg WHERE kind = 'sale' ORDER BY 1) s
   JOIN book_link k ON k.marketplace_id = $1 AND k.object_id = s.id
   JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = $1 AND e.id = k.entry_id WHERE ${isPromise}`,
]

/** Charges whose order another charge carries too, and charges that a sale is linked to by its order. */
const sharedOrLinked = `SELECT k.money_key AS key FROM key_leg k WHERE k.kind = 'sale' AND (
    EXISTS (SELECT FROM provider_leg l WHERE l.marketplace_id = $1 AND l.account_id = k.account_id
      AND l.order_reference = k.order_reference AND l.kind = 'sale' AND l.money_key <> k.money_key)
    OR EXISTS (SELECT FROM book_link b WHERE b.marketplace_id = $1 AND b.object_id = k.object_id))`

/** Families about which something stands in the queue, or was settled by a person. */
const spokenOf = `SELECT CASE WHEN e.family_id LIKE 'be\\_%' THEN 'books:' ELSE 'stripe:' END || e.family_id AS key
  FROM recon_exception e WHERE e.marketplace_id = $1 AND e.state <> 'closed' AND e.family_id = ANY(ARRAY(
    SELECT id FROM touched_id UNION SELECT object_id FROM near_leg UNION SELECT parent_id FROM near_leg
    UNION SELECT id FROM key_entry))`

const refundedOrDue = `SELECT money_key AS key FROM near_leg WHERE marketplace_id = $1
      AND kind IN ('refund', 'application_fee_refund', 'transfer_reversal', 'dispute', 'dispute_reversal')
  UNION ALL SELECT money_key FROM taken_key WHERE is_due`

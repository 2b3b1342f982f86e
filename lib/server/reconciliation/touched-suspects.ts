import type { Sql } from '../db/transaction'
import { publishedCategories } from './families/load-families'
import { byIndex } from './families/scope'
import { feeSuspects, payoutSuspects, unequalKeys, unknownSuspects } from './families/set-aside'

/**
 * Which of the touched keys (temporary table `taken_key`) cannot be set aside. A key may be when its two sides are
 * exactly equal, the rules that look beyond it (fee by contract, refunds, orders) have nothing to look at or are
 * satisfied, and nothing stands in the queue about its family: what was not touched is as it was, so there was nothing
 * to say and there is nothing to say now. All else, and every key whose clock ran out, goes to the domain.
 */
export async function touchedSuspects(sql: Sql, marketplaceId: string): Promise<string[]> {
  for (const statement of tables) await sql.run(statement)
  const found: string[] = []
  const ask = async (text: string, ...more: unknown[]) => {
    for (const { key } of await sql.rows<{ key: string }>(text, [marketplaceId, ...more])) found.push(key)
  }
  await byIndex(sql, async () => {
    for (const statement of gather) await sql.run(statement, [marketplaceId])
    await ask(sharedOrLinked)
    await ask(spokenOf)
    await ask(payoutSuspects('touched_id'))
    await ask(unknownSuspects('touched_id'), publishedCategories)
  })
  await sql.run('ANALYZE near_leg')
  await ask(unequalKeys({ legs: 'key_leg', entries: 'key_entry' }))
  await ask(feeSuspects({ legs: 'near_leg', entries: 'key_entry' }))
  await ask(refundedOrDue)
  return found
}

const tables = [
  "CREATE TEMP TABLE touched_id ON COMMIT DROP AS SELECT DISTINCT substr(money_key, 8) AS id FROM taken_key WHERE money_key LIKE 'stripe:%'",
  'CREATE TEMP TABLE key_leg (LIKE provider_leg) ON COMMIT DROP',
  'CREATE TEMP TABLE near_leg (LIKE provider_leg, PRIMARY KEY (money_key, account_id, kind)) ON COMMIT DROP',
  'CREATE TEMP TABLE key_entry (LIKE book_entry) ON COMMIT DROP',
]

/** The touched legs and entries, then the charges above them, then what stems from those charges. */
const gather = [
  `INSERT INTO key_leg SELECT l.* FROM touched_id i
   JOIN provider_leg l ON l.money_key = 'stripe:' || i.id AND l.marketplace_id = $1`,
  `INSERT INTO key_entry SELECT e.* FROM (SELECT DISTINCT money_key FROM taken_key) k
   JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = $1`,
  `INSERT INTO near_leg SELECT * FROM key_leg WHERE marketplace_id = $1`,
  `INSERT INTO near_leg SELECT l.* FROM (SELECT DISTINCT parent_id AS id FROM key_leg WHERE parent_id IS NOT NULL) p
   JOIN provider_leg l ON l.money_key = 'stripe:' || p.id AND l.marketplace_id = $1 ON CONFLICT DO NOTHING`,
  `INSERT INTO near_leg SELECT l.* FROM (SELECT object_id AS id FROM near_leg WHERE kind = 'sale') s
   JOIN provider_leg l ON l.marketplace_id = $1 AND l.parent_id = s.id ON CONFLICT DO NOTHING`,
]

/** Charges whose order another charge carries too, and charges that a sale is linked to by its order. */
const sharedOrLinked = `SELECT k.money_key AS key FROM key_leg k WHERE k.kind = 'sale' AND (
    EXISTS (SELECT FROM provider_leg l WHERE l.marketplace_id = $1 AND l.account_id = k.account_id
      AND l.order_reference = k.order_reference AND l.kind = 'sale' AND l.money_key <> k.money_key)
    OR EXISTS (SELECT FROM book_link b WHERE b.marketplace_id = $1 AND b.object_id = k.object_id))`

/** Families about which something stands in the queue, or was settled by a person. */
const spokenOf = `SELECT CASE WHEN e.family_id LIKE 'be\\_%' THEN 'books:' ELSE 'stripe:' END || e.family_id AS key
  FROM (SELECT id FROM touched_id UNION SELECT object_id FROM near_leg UNION SELECT parent_id FROM near_leg
        UNION SELECT id FROM key_entry) m
  JOIN recon_exception e ON e.marketplace_id = $1 AND e.family_id = m.id AND e.state <> 'closed'`

const refundedOrDue = `SELECT money_key AS key FROM near_leg
    WHERE marketplace_id = $1 AND kind IN ('refund', 'application_fee_refund', 'transfer_reversal')
  UNION ALL SELECT money_key FROM taken_key WHERE is_due`

import type { Sql } from '../../db/transaction'
import type { Tables } from './set-aside'

/**
 * Ties sales that know only their order to the one charge that carries it: a link row, never a changed entry. It is what
 * SQL needs to set the pair aside; where there are several charges there is no link, and the domain decides.
 */
export async function linkSales(sql: Sql, marketplaceId: string, { legs, entries }: Tables): Promise<void> {
  const lone = `SELECT account_id, order_reference, min(object_id) AS object_id FROM ${legs}
    WHERE marketplace_id = $1 AND kind = 'sale' AND order_reference IS NOT NULL
    GROUP BY account_id, order_reference HAVING count(*) = 1`
  await sql.run(
    `DELETE FROM book_link k USING ${entries} e
     WHERE k.money_key = e.money_key AND k.marketplace_id = $1 AND e.marketplace_id = $1 AND k.entry_id = e.id
       AND NOT EXISTS (SELECT FROM (${lone}) c WHERE c.account_id = e.account_id
         AND c.order_reference = e.order_reference AND c.object_id = k.object_id)`,
    [marketplaceId],
  )
  await sql.run(
    `INSERT INTO book_link (money_key, marketplace_id, account_id, entry_id, object_id, rule)
     SELECT e.money_key, $1, e.account_id, e.id, c.object_id, 'order_reference'
     FROM ${entries} e JOIN (${lone}) c ON c.account_id = e.account_id AND c.order_reference = e.order_reference
     WHERE e.marketplace_id = $1 AND e.object_id IS NULL AND e.kind = 'sale'
     ON CONFLICT DO NOTHING`,
    [marketplaceId],
  )
}

/** Charges that took another order leave their sale behind: its link goes, and it is looked at again. */
export async function dropStrayLinks(sql: Sql, marketplaceId: string, { legs }: Tables): Promise<void> {
  await sql.run(
    `WITH stray AS (
       DELETE FROM book_link k USING ${legs} l, book_entry e
       WHERE k.marketplace_id = $1 AND k.object_id = l.object_id AND l.kind = 'sale'
         AND e.money_key = k.money_key AND e.marketplace_id = $1 AND e.id = k.entry_id
         AND (e.account_id, e.order_reference) IS DISTINCT FROM (l.account_id, l.order_reference)
       RETURNING k.money_key, k.account_id)
     INSERT INTO recon_touch (money_key, marketplace_id, account_id) SELECT money_key, $1, account_id FROM stray
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId],
  )
}

import type { Sql } from '../../db/transaction'
import type { Tables } from './set-aside'

/**
 * Ties sales that know only their order to the one charge that carries it: a link row, never a changed entry. It is what
 * SQL needs to set the pair aside; where there are several charges there is no link, and the domain decides. What a
 * person linked by hand stays as it is.
 */
export async function linkSales(sql: Sql, marketplaceId: string, { legs, entries }: Tables): Promise<void> {
  await sql.run(
    `WITH alone AS MATERIALIZED (
       SELECT money_key, account_id, id, order_reference FROM ${entries}
       WHERE marketplace_id = $1 AND object_id IS NULL AND kind = 'sale' AND order_reference IS NOT NULL),
     tied AS MATERIALIZED (
       SELECT a.money_key, a.account_id, a.id, min(l.object_id) AS object_id FROM alone a
       JOIN ${legs} l ON l.marketplace_id = $1 AND l.account_id = a.account_id
         AND l.order_reference = a.order_reference AND l.kind = 'sale'
       GROUP BY a.money_key, a.account_id, a.id HAVING count(*) = 1),
     gone AS (
       DELETE FROM book_link k USING alone a
       WHERE k.money_key = a.money_key AND k.marketplace_id = $1 AND k.account_id = a.account_id AND k.entry_id = a.id
         AND k.rule <> 'by_hand' AND NOT EXISTS (SELECT FROM tied t WHERE t.money_key = a.money_key))
     INSERT INTO book_link AS k (money_key, marketplace_id, account_id, entry_id, object_id, rule)
     SELECT money_key, $1, account_id, id, object_id, 'order_reference' FROM tied
     ON CONFLICT (money_key, marketplace_id, account_id, entry_id) DO UPDATE SET object_id = EXCLUDED.object_id
       WHERE k.object_id <> EXCLUDED.object_id AND k.rule <> 'by_hand'`,
    [marketplaceId],
  )
}

/** Charges that took another order leave their sale behind: its link goes, and it is looked at again. */
export async function dropStrayLinks(sql: Sql, marketplaceId: string, { legs }: Tables): Promise<void> {
  await sql.run(
    `WITH stray AS (
       DELETE FROM book_link k USING ${legs} l, book_entry e
       WHERE k.marketplace_id = $1 AND k.rule <> 'by_hand' AND k.object_id = l.object_id AND l.kind = 'sale'
         AND e.money_key = k.money_key AND e.marketplace_id = $1 AND e.id = k.entry_id
         AND (e.account_id, e.order_reference) IS DISTINCT FROM (l.account_id, l.order_reference)
       RETURNING k.money_key, k.account_id)
     INSERT INTO recon_touch (money_key, marketplace_id, account_id) SELECT money_key, $1, account_id FROM stray
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId],
  )
}

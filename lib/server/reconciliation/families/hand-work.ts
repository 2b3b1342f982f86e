/**
 * What people did by hand, as runs see it: an entry that is void counts for nothing, an entry that is linked by hand
 * belongs to that object and to no other. SQL sets none of their keys aside, so the joins that look at everything need
 * not know of them; only whole families do. `$1` is the marketplace.
 */
type FamilyTables = { ids: string; entries: string }

/** Of an entry `e`. */
export const isCounted = `NOT EXISTS (SELECT FROM book_entry_void v
  WHERE v.marketplace_id = $1 AND v.entry_id = e.id AND v.restored_at IS NULL)`

/** The keys on which anything was done by hand; `keys` narrows to some of them. */
export function handSuspects(keys: string | null): string {
  const among = (column: string) => (keys === null ? '' : `AND ${column} IN (SELECT money_key FROM ${keys})`)
  return `SELECT v.money_key AS key FROM book_entry_void v WHERE v.marketplace_id = $1 ${among('v.money_key')}
    UNION SELECT b.money_key FROM book_link b WHERE b.marketplace_id = $1 AND b.rule = 'by_hand' ${among('b.money_key')}
    UNION SELECT 'stripe:' || b.object_id FROM book_link b
      WHERE b.marketplace_id = $1 AND b.rule = 'by_hand' ${among("'stripe:' || b.object_id")}`
}

/** Void entries of these keys, as members of families: what was said of them closes. */
export function voidedAmong(keys: string): string {
  return `SELECT v.entry_id, v.money_key FROM ${keys} s JOIN book_entry_void v ON v.money_key = s.money_key
    WHERE v.marketplace_id = $1`
}

/** Entries that a person linked to a member, whatever they name themselves. */
export function linkedTo(ids: string): string {
  return `${ids} i JOIN book_link k ON k.object_id = i.id AND k.rule = 'by_hand'
    JOIN book_entry e ON e.money_key = k.money_key AND e.id = k.entry_id AND e.marketplace_id = k.marketplace_id`
}

/** Objects of other families that entries of these were linked to: they become members. */
export function linkedElsewhere({ ids, entries }: FamilyTables): string {
  return `INSERT INTO ${ids} SELECT DISTINCT k.object_id, 'stripe:' || k.object_id, 0 FROM ${entries} e
    JOIN book_link k ON k.money_key = e.money_key AND k.entry_id = e.id
    WHERE k.marketplace_id = $1 AND k.rule = 'by_hand' ON CONFLICT DO NOTHING`
}

/** From here on the entry names the object that it was linked to. The entry itself is never changed. */
export function asLinked({ entries }: FamilyTables): string {
  return `UPDATE ${entries} e SET object_id = k.object_id FROM book_link k
    WHERE k.marketplace_id = $1 AND k.money_key = e.money_key AND k.entry_id = e.id AND k.rule = 'by_hand'`
}

import type { Marketplace } from './marketplace'

/** What a person wants to see first when two states differ: findings and healings of one that the other has not. */
const told: Record<string, string> = {
  recon_exception: `kind || ' ' || object_id || ' ' || amount_minor || ' ' || currency || ' ' || state || ': ' || sentence`,
  balance_proof: `account_id || ' ' || currency || ' ' || balance_type || ' ' || state || ' ' || coalesce(residual_minor, 0)`,
  balance_transaction: `account_id || ' ' || id`,
  provider_object: `account_id || ' ' || id || ' ' || coalesce(status, '')`,
  provider_leg: `account_id || ' ' || object_id || ' ' || kind || ' ' || settled`,
  payout_item: `payout_id || ' ' || balance_transaction_id`,
  payout_composition: `payout_id || ' ' || basis || ' ' || before_minor || ' - ' || consumed_minor || ' + ' || remainder_minor || ' ' || confidence`,
  payout_part: `payout_id || ' ' || position || ' ' || balance_transaction_id || ' ' || from_minor || ' ' || part_minor`,
  posting_queue: `account_id || ' ' || balance_transaction_id`,
}

/** Row by row, how `one` differs from `other`; at most a few lines of each table. */
export async function differences(one: Marketplace, other: Marketplace): Promise<string[]> {
  const lines: string[] = []
  for (const [table, text] of Object.entries(told)) {
    const [left, right] = await Promise.all([rowsOf(one, table, text), rowsOf(other, table, text)])
    lines.push(...without(left, right).map((row) => `only in the first, ${table}: ${row}`))
    lines.push(...without(right, left).map((row) => `only in the second, ${table}: ${row}`))
  }
  return lines
}

async function rowsOf({ admin, id }: Marketplace, table: string, text: string): Promise<string[]> {
  const closed = table === 'recon_exception' ? `AND state IN ('open', 'waiting', 'resolved')` : ''
  const { rows } = await admin.query(
    `SELECT ${text} AS row FROM ${table} WHERE marketplace_id = $1 ${closed} ORDER BY 1`,
    [id],
  )
  return rows.map(({ row }) => String(row))
}

function without(rows: string[], others: string[]): string[] {
  const known = new Set(others)
  return rows.filter((row) => !known.has(row)).slice(0, 8)
}

import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { sha256 } from './natural-id'

/**
 * The state that matters, table by table: what two runs that saw the same world must agree on. Left out are wall times,
 * attempts, runs, audit, closed history, and ciphertexts (the same text sealed twice looks different).
 */
const parts: Record<string, { columns: string; where?: string }> = {
  balance_transaction: {
    columns:
      'money_key, account_id, id, type, reporting_category, balance_type, source_id, amount_minor, fee_minor, net_minor, currency, exchange_rate, created, available_on',
  },
  provider_object: {
    columns: 'money_key, account_id, id, object_type, created, amount_minor, currency, status, parent_id',
  },
  provider_leg: {
    columns:
      'money_key, account_id, kind, object_id, amount_minor, currency, settled, parent_id, seller_id, order_reference',
  },
  payout_item: { columns: 'money_key, account_id, payout_id, balance_transaction_id, net_minor, currency' },
  payout_composition: {
    columns:
      'account_id, payout_id, currency, balance_type, basis, amount_minor, before_minor, consumed_minor, remainder_minor, after_minor, confidence, policy',
  },
  payout_part: {
    columns: 'account_id, payout_id, position, balance_transaction_id, part_minor, from_minor, is_whole, is_early',
  },
  book_entry: {
    columns:
      'money_key, account_id, id, reference, kind, object_id, order_reference, amount_minor, currency, occurred_at, quote',
  },
  // Its ids are keyed hashes: two installations agree on what was said, not on them.
  bank_line: {
    columns:
      'booked_on, value_on, amount_minor, currency, end_to_end_id, bank_reference, transaction_id, bank_code, is_reversal, match_text, occurrence',
  },
  book_link: { columns: 'money_key, account_id, entry_id, object_id, rule' },
  fee_contract: { columns: 'reference, seller_id, tier, valid_from, refund_policy, dispute_policy, bands' },
  ledger_posting: {
    columns: 'money_key, account_id, id, transaction_id, debit, credit, amount_minor, currency, occurred_at',
  },
  ledger_balance: { columns: 'ledger_account, currency, debit_minor, credit_minor, postings' },
  daily_metric: {
    columns:
      'day, currency, charge_type, captured_minor, refunded_minor, fees_minor, fees_returned_minor, transferred_minor, reversed_minor, payments',
  },
  daily_cost: { columns: 'day, ledger_account, currency, minor' },
  balance_proof: { columns: 'account_id, currency, balance_type, state, provider_minor, ledger_minor, residual_minor' },
  recon_exception: {
    columns: 'id, money_key, account_id, kind, object_id, currency, amount_minor, direction, state, sentence',
    where: `state IN ('open', 'waiting', 'resolved')`,
  },
  posting_queue: { columns: 'money_key, account_id, balance_transaction_id' },
}

export type StateDigest = { digest: string; parts: Record<string, { rows: string; digest: string }> }

/** One hash over the marketplace's state. Each table's part is a sum over row hashes, so order does not matter. */
export async function stateDigest(ctx: Ctx): Promise<StateDigest> {
  const found: StateDigest['parts'] = {}
  await inSql(ctx, async (sql) => {
    // Rows become text on the way: the same instant must read the same on every server.
    await sql.run(`SET LOCAL TimeZone = 'UTC'`)
    await sql.run(`SET LOCAL DateStyle = 'ISO, YMD'`)
    for (const [table, { columns, where = 'true' }] of Object.entries(parts)) {
      const [row] = await sql.rows<{ rows: string; digest: string }>(
        `SELECT count(*)::text AS rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text AS digest
         FROM (SELECT ${columns} FROM ${table} WHERE marketplace_id = $1 AND ${where}) t`,
        [ctx.actor.marketplaceId],
      )
      if (row) found[table] = row
    }
  })
  return { digest: sha256(JSON.stringify(found)), parts: found }
}

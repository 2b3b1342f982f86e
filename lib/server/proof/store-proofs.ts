import type { Proof } from '@/lib/domain/ledger/prove'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { Scope, StoredProof } from './sums'

/**
 * Writes the last proof per cell; openings stand as they were assumed. A cell that moved while it was read says
 * nothing new, so it does not wipe out a residual that was found before.
 */
export async function storeProofs(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  accountId: string,
  measured: { proofs: readonly Proof[]; reads: number },
): Promise<void> {
  const rows = measured.proofs.map(({ split, ...proof }) => ({
    ...proof,
    reads: measured.reads,
    availableMinor: split?.availableMinor ?? null,
    providerAvailableMinor: split?.providerAvailableMinor ?? null,
    providerPendingMinor: split?.providerPendingMinor ?? null,
    splitState: split?.state ?? null,
    splitPayouts: split?.payouts ?? null,
  }))
  await sql.run(
    `INSERT INTO balance_proof AS p (marketplace_id, provider, livemode, account_id, currency, balance_type, state,
       provider_minor, ledger_minor, residual_minor, available_minor, provider_available_minor, provider_pending_minor,
       split_state, split_payouts, equation, reads, proven_at)
     SELECT $1, $2, $3, $4, currency, "balanceType", state, "providerMinor", "ledgerMinor", "residualMinor",
       "availableMinor", "providerAvailableMinor", "providerPendingMinor", "splitState", "splitPayouts", equation, reads, $6
     FROM jsonb_to_recordset($5::jsonb) AS x(currency text, "balanceType" text, state text, "providerMinor" bigint,
       "ledgerMinor" bigint, "residualMinor" bigint, "availableMinor" bigint, "providerAvailableMinor" bigint,
       "providerPendingMinor" bigint, "splitState" text, "splitPayouts" text, equation text, reads int)
     ORDER BY currency, "balanceType"
     ON CONFLICT (marketplace_id, provider, livemode, account_id, currency, balance_type) DO UPDATE SET
       state = excluded.state, provider_minor = excluded.provider_minor, ledger_minor = excluded.ledger_minor,
       residual_minor = excluded.residual_minor, available_minor = excluded.available_minor,
       provider_available_minor = excluded.provider_available_minor,
       provider_pending_minor = excluded.provider_pending_minor, split_state = excluded.split_state,
       split_payouts = excluded.split_payouts,
       equation = excluded.equation, reads = excluded.reads, proven_at = excluded.proven_at
     WHERE NOT (p.state = 'residual' AND excluded.state = 'unproven')`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, toJson(rows), ctx.now],
  )
}

/** Reconciliation looks at the account again when a residual or a negative balance came, changed or went. */
export async function touchAccount(sql: Sql, ctx: Ctx, accountId: string): Promise<void> {
  await sql.run(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id) VALUES ($1, $2, $3)
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [moneyKeyOf('stripe', accountId), ctx.actor.marketplaceId, accountId],
  )
}

/** What a person would be told about these cells; two equal answers need no second look. */
export function verdictOf(cells: readonly (Proof | StoredProof)[]): string {
  const told = cells.flatMap(({ currency, balanceType, state, residualMinor, providerMinor }) => {
    const residual = state === 'residual' ? residualMinor : 0n
    const negative = balanceType === 'payments' && providerMinor !== null && providerMinor < 0n ? providerMinor : 0n
    return residual === 0n && negative === 0n ? [] : [`${currency} ${balanceType} ${residual} ${negative}`]
  })
  return told.sort().join('; ')
}

function toJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}

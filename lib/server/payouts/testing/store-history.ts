import type { BalanceRow, PayoutFact } from '@/lib/domain/payouts/composition'
import type { BalanceTransactionFact, ProviderObjectFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { emptyHarvest, storePage } from '../../sync/store/store-page'
import { storePayoutItems } from '../../sync/store/store-payout-items'

export const account = 'acct_seller'
const place = { provider: 'stripe' as const, livemode: false, accountId: account }

/** Stores rows of a balance as a page of Stripe's would be stored. */
export async function storeRows(ctx: Ctx, rows: readonly BalanceRow[], currency = 'usd'): Promise<void> {
  const entries = rows.map((row) => ({ transaction: transactionOf(row, currency), object: null, legs: [] }))
  await inSql(ctx, (sql) => storePage(sql, ctx, { ...emptyHarvest(), entries }))
}

export async function storePayouts(
  ctx: Ctx,
  payouts: readonly PayoutFact[],
  currency = 'usd',
  status = 'paid',
): Promise<void> {
  const states = payouts.map((payout) => ({ object: objectOf(payout, currency, status), legs: [] }))
  await inSql(ctx, (sql) => storePage(sql, ctx, { ...emptyHarvest(), states }))
}

/** What Stripe lists in payouts: the rows that name one. */
export async function storeListed(ctx: Ctx, rows: readonly BalanceRow[], currency = 'usd'): Promise<void> {
  const items = rows.flatMap((row) => {
    return row.listedIn === null ? [] : [{ payoutId: row.listedIn, transaction: transactionOf(row, currency) }]
  })
  await inSql(ctx, (sql) => storePayoutItems(sql, ctx, { name: 'stripe', livemode: false }, items))
}

function transactionOf(row: BalanceRow, currency: string): BalanceTransactionFact {
  return {
    ...place,
    moneyKey: row.key,
    id: row.id,
    type: row.category,
    reportingCategory: row.category,
    balanceType: 'payments',
    sourceId: row.sourceId,
    amountMinor: row.netMinor,
    feeMinor: 0n,
    netMinor: row.netMinor,
    currency,
    exchangeRate: null,
    created: row.created,
    availableOn: row.availableOn,
    raw: { id: row.id },
  }
}

function objectOf(payout: PayoutFact, currency: string, status: string): ProviderObjectFact {
  return {
    ...place,
    moneyKey: `stripe:${payout.id}`,
    id: payout.id,
    objectType: 'payout',
    created: payout.created,
    amountMinor: payout.amountMinor,
    currency,
    status,
    parentId: null,
    raw: {
      id: payout.id,
      object: 'payout',
      automatic: payout.isAutomatic,
      method: payout.isInstant ? 'instant' : 'standard',
    },
    observedAt: payout.created,
  }
}

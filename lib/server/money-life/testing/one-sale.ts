import type { BookEntryInput } from '@/lib/domain/books/book-entry'
import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { parseLines } from '@/lib/domain/books/line-error'
import type { RawObject } from '@/lib/domain/provider/facts'
import { factsFromBalanceTransaction } from '@/lib/providers/stripe/facts/facts-from-balance-transaction'
import { writeBookEntries } from '../../books/write-book-entries'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { emptyHarvest, storePage } from '../../sync/store/store-page'
import { storePayoutItems } from '../../sync/store/store-payout-items'

const seconds = (day: number) => Date.UTC(2026, 9, day, 10) / 1000

/** An object as Stripe would show it, born on a day of October. */
export function thing(day: number, object: string, id: string, amount: number, more: RawObject = {}): RawObject {
  return { id, object, amount, currency: 'eur', created: seconds(day), status: 'succeeded', metadata: {}, ...more }
}

type Fee = { type: string; amount: number; currency: string }

/** A balance transaction around its source. */
export function moved(day: number, category: string, amount: number, source: RawObject, fees: Fee[] = []): RawObject {
  const fee = fees.reduce((sum, one) => sum + one.amount, 0)
  const id = `txn_${source.id}_${category}`
  const money = { amount, fee, net: amount - fee, currency: 'eur', fee_details: fees, exchange_rate: null }
  const times = { created: seconds(day), available_on: seconds(day) }
  return { id, object: 'balance_transaction', type: category, reporting_category: category, ...money, ...times, source }
}

/** Stores rows as a page of Stripe's would be; those with a payout as Stripe lists them in it. */
export async function storeMoved(ctx: Ctx, accountId: string, rows: RawObject[], payoutId?: string): Promise<void> {
  const observedAt = new Date('2026-10-30T00:00:00Z')
  const reading = { livemode: false, accountId, isPlatform: accountId === 'acct_platform', observedAt }
  const entries = rows.map((row) => factsFromBalanceTransaction({ balance_type: 'payments', ...row }, reading))
  await inSql(ctx, (sql) => storePage(sql, ctx, { ...emptyHarvest(), entries }))
  if (payoutId === undefined) return
  const items = entries.map(({ transaction }) => ({ payoutId, transaction }))
  await inSql(ctx, (sql) => storePayoutItems(sql, ctx, { name: 'stripe', livemode: false }, items))
}

export async function book(ctx: Ctx, entry: Partial<BookEntryInput> & { reference: string }): Promise<void> {
  const whole = {
    account: 'acct_platform',
    currency: 'eur',
    occurredAt: '2026-10-02T10:00:00Z',
    kind: 'sale',
    ...entry,
  }
  const key: Ctx = { ...ctx, actor: { kind: 'apiKey', id: 'key_1', marketplaceId: ctx.actor.marketplaceId } }
  const written = await writeBookEntries(key, parseLines(bookEntryInput, [whole]), { partial: false })
  if (!written.ok || written.value.accepted !== 1) throw new Error(JSON.stringify(written))
}

/** A sale of 120.00 for one seller: fee 14.40, Stripe's fee 2.10, half-way given back, paid out on the sixth. */
export async function oneSale(ctx: Ctx): Promise<void> {
  const charge = thing(2, 'charge', 'ch_1', 12000, {
    amount_captured: 12000,
    balance_transaction: 'txn_ch_1_charge',
    metadata: { order_reference: 'order 1234' },
  })
  const transfer = thing(2, 'transfer', 'tr_1', 12000, {
    source_transaction: 'ch_1',
    destination: 'acct_seller',
    destination_payment: 'py_1',
  })
  const fee = thing(2, 'application_fee', 'fee_1', 1440, {
    charge: 'py_1',
    originating_transaction: 'ch_1',
    account: 'acct_seller',
  })
  const refund = thing(3, 'refund', 're_1', 750, { charge: 'ch_1', balance_transaction: 'txn_re_1_refund' })
  const payment = thing(2, 'charge', 'py_1', 12000, { amount_captured: 12000, source_transfer: 'tr_1' })
  await storeMoved(ctx, 'acct_platform', [
    moved(2, 'charge', 12000, charge, [{ type: 'stripe_fee', amount: 210, currency: 'eur' }]),
    moved(2, 'transfer', -12000, transfer),
    moved(2, 'platform_earning', 1440, fee),
    moved(3, 'refund', -750, refund),
  ])
  const taken = [{ type: 'application_fee', amount: 1440, currency: 'eur' }]
  await storeMoved(ctx, 'acct_seller', [moved(2, 'charge', 12000, payment, taken)], 'po_seller')
  const payout = thing(6, 'payout', 'po_seller', 10560, { status: 'paid', automatic: true, arrival_date: seconds(8) })
  await storeMoved(ctx, 'acct_seller', [moved(6, 'payout', -10560, payout)])
  await book(ctx, { reference: 'FH-1', objectId: 'ch_1', orderReference: 'order 1234', amountMinor: '12000' })
  await book(ctx, { reference: 'FH-2', kind: 'refund', objectId: 're_1', amountMinor: '750' })
}

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { ratesIn } from './rates-in'
import { recordRates } from './record-rates'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('DELETE FROM fx_rate; DELETE FROM balance_transaction; DELETE FROM provider_object'))

const october = { from: calendarDay('2026-10-01'), to: calendarDay('2026-10-31'), currencies: ['eur', 'usd', 'jpy'] }
const rates = (ctx = t.ctx) => inSql(ctx, (sql) => ratesIn(sql, ctx.actor.marketplaceId, october))
const said = async () =>
  (await rates()).map(({ from, to, day, rate, source }) => `${from}>${to} ${day} ${rate} ${source}`)
const enter = (text: string, role: 'analyst' | 'executive' = 'analyst') =>
  recordRates(t.ctxAs(role), { text, source: 'central_bank' })

/** A charge of another currency that Stripe settled in euros at a rate. */
async function converted(id: string, at: string, rate: string, from = 'usd', to = 'eur') {
  const { marketplaceId } = t
  await t.admin.query(
    `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created, amount_minor,
       currency, raw, observed_at) VALUES ('stripe:' || $1, $2, 'acct_platform', $1, 'stripe', false, 'charge', $3, 10000, $4, '{}', $3)`,
    [id, marketplaceId, at, from],
  )
  await t.admin.query(
    `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
       balance_type, source_id, amount_minor, fee_minor, net_minor, currency, exchange_rate, created, available_on, raw)
     VALUES ('stripe:' || $1, $2, 'acct_platform', 'txn_' || $1, 'stripe', false, 'charge', 'charge', 'payments', $1, 9000, 0, 9000,
       $5, $4, $3, $3, '{}')`,
    [id, marketplaceId, at, rate, to],
  )
}

test('what Stripe booked counts, the last of a day, and what a person entered for a day goes before it', async () => {
  await converted('ch_1', '2026-10-05T08:00:00Z', '0.91')
  await converted('ch_2', '2026-10-05T20:00:00Z', '0.9215')
  await converted('ch_3', '2026-08-05T20:00:00Z', '0.80')
  expect(await said()).toEqual(['usd>eur 2026-10-05 0.9215 booked'])
  expect(await enter('2026-10-05, USD, EUR, 0.92\n2026-10-06, USD, JPY, 151.2')).toMatchObject({ value: { count: 2 } })
  expect(await said()).toEqual([
    'usd>eur 2026-10-05 0.9215 booked',
    'usd>eur 2026-10-05 0.92 central_bank',
    'usd>jpy 2026-10-06 151.2 central_bank',
  ])
  expect(await rates(t.ctxAs('analyst', t.otherMarketplaceId))).toEqual([])
})

test('with one bad line nothing is kept; sent twice it is kept once; a correction keeps in the chain what stood there', async () => {
  const bad = await enter('2026-10-05, USD, EUR, 0.92\n2026-10-06, USD, EUR, nine')
  expect(bad).toMatchObject({ ok: true, value: { kind: 'faulty', errors: [{ line: 2 }] } })
  expect(await said()).toEqual([])
  expect(await enter('')).toEqual({ ok: false, reason: 'nothing_there' })
  expect(await enter('2026-10-05, USD, EUR, 0.92', 'executive')).toEqual({ ok: false, reason: 'not_permitted' })
  await enter('2026-10-05, USD, EUR, 0.92')
  expect(await enter('2026-10-05, USD, EUR, 0.92')).toMatchObject({ value: { count: 0 } })
  await enter('2026-10-05, USD, EUR, 0.93')
  const { rows } = await t.admin.query(`SELECT detail FROM audit_entry WHERE action = 'rate.record' ORDER BY seq`)
  expect(rows.slice(-2).map(({ detail }) => detail.count)).toEqual([1, 1])
  expect(rows.at(-1).detail).toMatchObject({ count: 1, replaced: [{ rate: '0.92', day: '2026-10-05' }] })
})

test('Stripe’s rate is between minor units, ours between units: yen have none, dinars three', async () => {
  await converted('ch_yen', '2026-10-07T08:00:00Z', '1.605969', 'eur', 'jpy')
  await converted('ch_dollar', '2026-10-07T08:00:00Z', '0.0064', 'jpy', 'eur')
  expect(await said()).toEqual(['eur>jpy 2026-10-07 160.5969 booked', 'jpy>eur 2026-10-07 0.000064 booked'])
})

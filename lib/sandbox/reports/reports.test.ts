import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hold } from '../contract/hold'
import { servedShapes } from '../contract/shapes-from-types'
import { type Sandbox, startSandbox } from '../sandbox'
import { amountText } from './amount'

let sandbox: Sandbox
let stripe: Stripe
const options = { seed: 8, sellers: 30, days: 20, plantRate: 0, fill: true } as const
beforeAll(async () => {
  sandbox = await startSandbox(options)
  stripe = new Stripe(sandbox.apiKey, { host: '127.0.0.1', port: sandbox.api.port, protocol: 'http' })
}, 60_000)
afterAll(() => sandbox.close())

const whole = () => ({ interval_start: sandbox.world.epoch, interval_end: sandbox.world.now })

async function fileOf(report_type: string, more: Record<string, unknown> = {}, from = sandbox): Promise<string> {
  const run = await stripe.reporting.reportRuns.create({
    report_type,
    parameters: { ...whole(), ...more },
  } as Stripe.Reporting.ReportRunCreateParams)
  expect(run.status).toBe('pending')
  await stripe.reporting.reportRuns.retrieve(run.id)
  const done = await stripe.reporting.reportRuns.retrieve(run.id)
  expect(done.status).toBe('succeeded')
  const address = `http://127.0.0.1:${from.api.port}/v1/files/${done.result?.id}/contents`
  const response = await fetch(address, { headers: { authorization: `Bearer ${from.apiKey}` } })
  expect(response.headers.get('content-type')).toBe('text/csv')
  const text = await response.text()
  expect(Buffer.byteLength(text)).toBe(done.result?.size)
  return text
}

const cellsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))

describe('a report run', () => {
  test('has the shape that the package declares, while it runs and when it is done', async () => {
    const shapes = servedShapes()
    const parameters = whole()
    const run = await stripe.reporting.reportRuns.create({ report_type: 'balance.summary.1', parameters })
    const [first, done] = [
      await stripe.reporting.reportRuns.retrieve(run.id),
      await stripe.reporting.reportRuns.retrieve(run.id),
    ]
    for (const one of [run, first, done])
      expect(hold(JSON.parse(JSON.stringify(one)), shapes.get('report_run')!)).toEqual([])
    expect([run.status, first.status, done.status]).toEqual(['pending', 'pending', 'succeeded'])
    const type = await stripe.reporting.reportTypes.retrieve('balance.summary.1')
    expect(hold(JSON.parse(JSON.stringify(type)), shapes.get('report_type')!)).toEqual([])
    expect((await stripe.reporting.reportRuns.list({ limit: 1 })).data[0]?.id).toBe(run.id)
  }, 60_000)

  test('refuses what Stripe refuses: another type, another column, days that are not there yet', async () => {
    const create = (report_type: string, more: Record<string, unknown>) =>
      stripe.reporting.reportRuns.create({
        report_type,
        parameters: { ...whole(), ...more },
      } as Stripe.Reporting.ReportRunCreateParams)
    await expect(create('moon.rent.1', {})).rejects.toThrow("No such report type: 'moon.rent.1'")
    await expect(create('balance.summary.1', { columns: ['colour'] })).rejects.toThrow('Unknown column colour')
    await expect(create('balance.summary.1', { interval_end: sandbox.world.now + 1 })).rejects.toThrow('only available')
  })
})

test('the activity says every row of the platform but its payouts, and what the API says of it', async () => {
  const [head, ...rows] = cellsOf(await fileOf('balance_change_from_activity.itemized.3', { columns }))
  expect(head).toEqual(columns)
  const api = sandbox.world.store
    .list(sandbox.world.platform, 'balance_transaction')
    .filter((row) => !String(row.reporting_category).startsWith('payout') && Number(row.created) < sandbox.world.now)
  expect(rows.length).toBeGreaterThan(100)
  expect(rows).toEqual(
    api.map((row) => [
      row.id,
      row.currency,
      ...[row.amount, row.fee, row.net].map((n) => amountText(Number(n), String(row.currency))),
    ]),
  )
})

test('the report of all connected accounts at once is the reports of each', async () => {
  const type = 'connected_account_balance_change_from_activity.itemized.3'
  const wanted = ['connected_account', 'balance_transaction_id', 'currency', 'net']
  const [, ...rows] = cellsOf(await fileOf(type, { columns: wanted }))
  const accounts = [...new Set(rows.map((row) => row[0]))]
  expect(accounts.length).toBeGreaterThan(10)
  const [, ...own] = cellsOf(await fileOf(type, { columns: wanted, connected_account: accounts[3] }))
  expect(own).toEqual(rows.filter((row) => row[0] === accounts[3]))
  expect(new Set(rows.map((row) => row[2])).size).toBeGreaterThan(2)
})

test('a payout is the sum of what the report says it consists of', async () => {
  const wanted = ['automatic_payout_id', 'currency', 'net']
  const [, ...rows] = cellsOf(await fileOf('payout_reconciliation.itemized.5', { columns: wanted }))
  const sums = new Map<string, number>()
  for (const [id = '', , net] of rows) sums.set(id, (sums.get(id) ?? 0) + Math.round(Number(net) * 100))
  expect(sums.size).toBeGreaterThan(0)
  for (const [id, sum] of sums) expect(sandbox.world.store.get(sandbox.world.platform, id)?.amount).toBe(sum)
})

test('opening, activity and payouts are the closing', async () => {
  const middle = sandbox.world.epoch + 10 * 86_400
  const [, ...rows] = cellsOf(await fileOf('balance.summary.1', { interval_start: middle, currency: 'eur' }))
  const of = Object.fromEntries(rows.map(([category = '', , net]) => [category, Math.round(Number(net) * 100)]))
  expect(of.starting_balance).not.toBe(0)
  expect(of.starting_balance! + of.activity! + of.payouts!).toBe(of.ending_balance)
})

test('same seed, same bytes; and the Dashboard file has the payouts too', async () => {
  const address = `http://127.0.0.1:${sandbox.control.port}/dashboard/balance`
  const text = await (await fetch(address)).text()
  expect(text).toContain(',payout,')
  const twin = await startSandbox(options)
  expect(await (await fetch(`http://127.0.0.1:${twin.control.port}/dashboard/balance`)).text()).toBe(text)
  await twin.close()
}, 60_000)

test.each([
  [1234, 'eur', '12.34'],
  [-5, 'eur', '-0.05'],
  [1200, 'jpy', '1200'],
  [1230, 'kwd', '1.230'],
  [123400, 'isk', '1234.00'],
])('%s minor units of %s are %s', (minor, currency, text) => {
  expect(amountText(minor, currency)).toBe(text)
})

const columns = ['balance_transaction_id', 'currency', 'gross', 'fee', 'net']

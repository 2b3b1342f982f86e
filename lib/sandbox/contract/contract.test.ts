import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../sandbox'
import { undocumented } from './documented'
import { hold, type Mismatch } from './hold'
import type { Shape } from './shape'
import { servedShapes } from './shapes-from-types'

type Json = Record<string, unknown> & { id: string }

/** The one thing that nobody has seen before, planted so that the product meets an unknown type. */
const PLANTED = /^(type|reporting_category): "?carbon_rebate"? /

let sandbox: Sandbox
let shapes: Map<string, Shape>
let accounts: string[]

beforeAll(async () => {
  shapes = servedShapes()
  sandbox = await startSandbox({ seed: 8, sellers: 40, days: 30, plantRate: 0.05, fill: true })
  accounts = [sandbox.world.platform, ...(await all(sandbox.world.platform, 'accounts')).map((row) => row.id)]
}, 60_000)

afterAll(() => sandbox.close())

async function get(account: string, path: string): Promise<Json & { data: Json[]; has_more: boolean }> {
  const headers = { authorization: `Bearer ${sandbox.apiKey}`, 'stripe-account': account }
  const response = await fetch(`http://127.0.0.1:${sandbox.api.port}/v1/${path}`, { headers })
  expect(response.status, path).toBe(200)
  return (await response.json()) as Json & { data: Json[]; has_more: boolean }
}

async function all(account: string, path: string, query = ''): Promise<Json[]> {
  const rows: Json[] = []
  for (let after = ''; ; ) {
    const page = await get(account, `${path}?limit=100${query}${after}`)
    expect(Object.keys(page)).toEqual(['object', 'data', 'has_more', 'url'])
    rows.push(...page.data)
    if (!page.has_more) return rows
    after = `&starting_after=${rows.at(-1)?.id}`
  }
}

async function everywhere(path: string, query = ''): Promise<Json[]> {
  const lists = []
  for (const account of accounts) lists.push(await all(account, path, query))
  return lists.flat()
}

/** One line per kind of mismatch, with an example to look at. */
function mismatches(type: string, rows: readonly Json[]): string[] {
  const shape = shapes.get(type)!
  const lines = new Map<string, string>()
  for (const row of rows) {
    const found: Mismatch[] = [...hold(row, shape), ...undocumented(type, row)]
    for (const { path, problem } of found) {
      const line = `${path}: ${problem}`
      if (!PLANTED.test(line)) lines.set(`${path} ${problem.replace(/^.* is not /, '')}`, `${line} (${row.id})`)
    }
  }
  return [...lines.values()]
}

describe('what is served is what the package declares', () => {
  test.each([
    ['balance_transaction', 'balance_transactions'],
    ['charge', 'charges'],
    ['payment_intent', 'payment_intents'],
    ['refund', 'refunds'],
    ['transfer', 'transfers'],
    ['application_fee', 'application_fees'],
    ['payout', 'payouts'],
    ['topup', 'topups'],
    ['dispute', 'disputes'],
    ['account', 'accounts'],
    ['event', 'events'],
  ])(
    '%s',
    async (type, path) => {
      const rows = await everywhere(path)
      expect(rows.length).toBeGreaterThan(0)
      expect(mismatches(type, rows)).toEqual([])
    },
    60_000,
  )

  test('the one unknown type is there, and nothing but it is let through', async () => {
    const rows = await all(sandbox.world.platform, 'balance_transactions', '&type=carbon_rebate')
    expect(rows.length).toBeGreaterThan(0)
    const found = rows.flatMap((row) => hold(row, shapes.get('balance_transaction')!))
    expect(found.map((mismatch) => mismatch.path)).toEqual(rows.map(() => 'type'))
  })

  test('refunds that failed, disputes that took money and such as only ask are among them', async () => {
    const refunds = await everywhere('refunds')
    expect(new Set(refunds.map((row) => row.status))).toEqual(new Set(['succeeded', 'failed']))
    const disputes = (await everywhere('disputes')).map((row) => (row.balance_transactions as unknown[]).length)
    expect(new Set(disputes)).toEqual(new Set([0, 1, 2]))
  })

  test('transfer_reversal', async () => {
    const transfers = (await all(sandbox.world.platform, 'transfers')).filter((row) => row.amount_reversed !== 0)
    const lists = await Promise.all(
      transfers.map((row) => all(sandbox.world.platform, `transfers/${row.id}/reversals`)),
    )
    expect(lists.flat().length).toBeGreaterThan(0)
    expect(mismatches('transfer_reversal', lists.flat())).toEqual([])
  })

  test('fee_refund', async () => {
    const fees = (await all(sandbox.world.platform, 'application_fees')).filter((row) => row.amount_refunded !== 0)
    const lists = await Promise.all(
      fees.map((row) => all(sandbox.world.platform, `application_fees/${row.id}/refunds`)),
    )
    expect(lists.flat().length).toBeGreaterThan(0)
    expect(mismatches('fee_refund', lists.flat())).toEqual([])
  })

  test('balance', async () => {
    for (const account of accounts) expect(mismatches('balance', [await get(account, 'balance')])).toEqual([])
  })

  test('the account asked for by itself', async () => {
    for (const account of accounts) expect(mismatches('account', [await get(account, 'account')])).toEqual([])
  })
})

describe('what is expanded is what the package declares', () => {
  test.each([
    ['balance_transaction', 'balance_transactions', ['source', 'source.charge.balance_transaction']],
    [
      'charge',
      'charges',
      ['balance_transaction', 'transfer.destination', 'application_fee.account', 'source_transfer', 'payment_intent'],
    ],
    [
      'charge',
      'charges',
      ['refunds', 'transfer_data.destination', 'on_behalf_of', 'application', 'customer', 'review'],
    ],
    [
      'refund',
      'refunds',
      ['charge.payment_intent', 'balance_transaction', 'failure_balance_transaction', 'transfer_reversal'],
    ],
    [
      'transfer',
      'transfers',
      ['destination_payment', 'source_transaction', 'reversals.data.balance_transaction', 'balance_transaction'],
    ],
    [
      'application_fee',
      'application_fees',
      ['account', 'charge', 'originating_transaction', 'refunds.data.balance_transaction', 'application'],
    ],
    ['payout', 'payouts', ['destination', 'balance_transaction', 'failure_balance_transaction', 'original_payout']],
    ['topup', 'topups', ['balance_transaction']],
    ['dispute', 'disputes', ['charge.balance_transaction', 'payment_intent']],
    [
      'payment_intent',
      'payment_intents',
      ['latest_charge.balance_transaction', 'transfer_data.destination', 'application'],
    ],
  ])(
    '%s (%s) %j',
    async (type, path, expand) => {
      const query = expand.map((one) => `&expand[]=data.${one}`).join('')
      const rows = await everywhere(path, query)
      expect(mismatches(type, rows)).toEqual([])
      const unexpanded = rows.filter((row) => typeof row[expand[0]!.split('.')[0]!] === 'string')
      expect(unexpanded.map((row) => row.id)).toEqual([])
    },
    60_000,
  )
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BankAccountBody } from '../bank/files/account-body'
import type { StatementFile } from '../bank/files/statement-file'
import { type Sandbox, startSandbox } from '../sandbox'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, sellers: 12, days: 40, fill: true })
}, 60_000)
afterAll(() => sandbox.close())

async function ask<T>(path: string): Promise<T> {
  return (await fetch(`http://127.0.0.1:${sandbox.control.port}${path}`)).json() as Promise<T>
}

async function api(path: string): Promise<Record<string, unknown> & { data: Record<string, unknown>[] }> {
  const headers = { authorization: `Bearer ${sandbox.apiKey}` }
  const response = await fetch(`http://127.0.0.1:${sandbox.api.port}/v1/${path}`, { headers })
  expect(response.status).toBe(200)
  return response.json()
}

describe('the bank’s counter', () => {
  test('tells its accounts, one for each currency that the platform is paid out in', async () => {
    const accounts = await ask<BankAccountBody[]>('/bank/accounts')
    expect(accounts.map(({ id, format }) => [id, format])).toEqual([
      ['bank_eur', 'camt.053'],
      ['bank_gbp', 'mt940'],
      ['bank_usd', 'csv'],
    ])
    expect(accounts.every((account) => account.stripeAccount === sandbox.world.platform)).toBe(true)
    expect(accounts.every((account) => (account.iban ?? account.number)?.endsWith(account.last4))).toBe(true)
    expect(accounts.map((account) => account.csvMapping?.columns.amount)).toEqual([undefined, undefined, 'Amount'])
  })

  test('hands out statements after a number, so many at a time', async () => {
    const some = await ask<StatementFile[]>('/bank/statements?account=bank_eur&after=2&limit=3')
    expect(some.map((file) => file.seq)).toEqual([3, 4, 5])
    expect(Object.keys(some[0]!)).toEqual(['seq', 'name', 'contentType', 'from', 'to', 'base64'])
    expect(Buffer.from(some[0]!.base64, 'base64').toString()).toContain('camt.053.001.08')
    const all = await ask<StatementFile[]>('/bank/statements?account=bank_eur&limit=1000')
    const yesterday = new Date((sandbox.world.now - 86_400) * 1000).toISOString().slice(0, 10)
    expect(all.at(-1)!.to <= yesterday).toBe(true)
    expect(await ask(`/bank/statements?account=bank_eur&after=${all.length}`)).toEqual([])
  })

  test.each([
    ['/bank/statements', 400, 'account'],
    ['/bank/statements?account=bank_eur&after=-1', 400, 'after'],
    ['/bank/statements?account=bank_eur&limit=0', 400, 'limit'],
    ['/bank/vault', 404, 'vault'],
  ])('%s is refused by name', async (path, status, word) => {
    const response = await fetch(`http://127.0.0.1:${sandbox.control.port}${path}`)
    expect(response.status).toBe(status)
    expect((await response.json()).error).toContain(word)
  })
})

describe('top-ups through the API', () => {
  test('are listed, narrowed by status and amount, and retrieved', async () => {
    const { data } = await api('topups?limit=100')
    expect(data.length).toBeGreaterThan(2)
    const succeeded = await api('topups?limit=100&status=succeeded&expand[]=data.balance_transaction')
    expect(succeeded.data.length).toBe(data.filter((row) => row.status === 'succeeded').length)
    for (const row of succeeded.data) {
      expect(row.balance_transaction).toMatchObject({ reporting_category: 'topup', amount: row.amount, source: row.id })
    }
    const [first] = data
    expect(await api(`topups/${first!.id}`)).toEqual(first)
    const large = await api(`topups?amount[gt]=${first!.amount}`)
    expect(large.data.every((row) => Number(row.amount) > Number(first!.amount))).toBe(true)
  })

  test('tell themselves by events: created, then succeeded', async () => {
    const { data } = await api('events?limit=100&type=topup.*')
    const types = new Set(data.map((event) => event.type))
    expect([...types]).toEqual(expect.arrayContaining(['topup.created', 'topup.succeeded']))
  })
})

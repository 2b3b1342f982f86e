import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BookEntryInput, bookEntryInput } from '@/lib/domain/books/book-entry'
import { feeContractInput } from '@/lib/domain/books/fee-contract-input'
import { parseLines } from '@/lib/domain/books/line-error'
import { createApiKey } from '../access/create-api-key'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { receiveLines } from './books-door'
import { writeBookEntries } from './write-book-entries'
import { writeFeeContracts } from './write-fee-contracts'

let t: TestDatabase
let key: Ctx
beforeAll(async () => {
  t = await openTestDatabase()
  key = { actor: { kind: 'apiKey', id: 'key_1', marketplaceId: t.marketplaceId }, now: testNow, db: t.db }
})
afterAll(() => t.close())

const sale = (reference: string, over: Partial<BookEntryInput> = {}) => ({
  reference,
  kind: 'sale',
  account: 'acct_platform',
  objectId: `ch_${reference}`,
  amountMinor: '9007199254740993',
  currency: 'usd',
  occurredAt: '2026-10-30T12:00:00Z',
  ...over,
})
const write = async (values: unknown[], partial = false, ctx = key) => {
  const result = await writeBookEntries(ctx, parseLines(bookEntryInput, values), { partial })
  if (!result.ok) throw new Error(result.reason)
  const { accepted, known, rejected, withheld, errors } = result.value
  return { counts: [accepted, known, rejected, withheld], codes: errors.map((e) => `${e.line} ${e.code}`) }
}
const count = async (sql: string) => Number((await t.admin.query(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n)

describe('book entries', () => {
  test('are written once for ever, with their touch and one audit row', async () => {
    const line = sale('A-1', { shares: [{ seller: 'acct_a', amountMinor: '1000' }] })
    expect(await write([line, sale('A-2', { objectId: undefined, orderReference: 'FH-1' })])).toEqual({
      counts: [2, 0, 0, 0],
      codes: [],
    })
    expect(await write([{ ...line, occurredAt: '2026-10-30T14:00:00+02:00' }])).toEqual({
      counts: [0, 1, 0, 0],
      codes: [],
    })
    const { rows } = await t.admin.query(
      `SELECT money_key, amount_minor::text, shares FROM book_entry ORDER BY reference`,
    )
    expect(rows[0]).toEqual({ money_key: 'stripe:ch_A-1', amount_minor: '9007199254740993', shares: line.shares })
    expect(rows[1]?.money_key).toMatch(/^books:be_/)
    expect(await count('recon_touch')).toBe(2)
    expect(await count(`audit_entry WHERE action = 'books.write' AND actor_kind = 'apiKey'`)).toBe(2)
    expect(await count(`pgboss.job WHERE name = 'reconcile'`)).toBe(1)
  })

  test('a reference that stands for something else is refused, and nothing of the call is written', async () => {
    const before = await count('book_entry')
    expect(await write([sale('B-1'), sale('A-1', { currency: 'eur' })])).toEqual({
      counts: [0, 0, 1, 1],
      codes: ['2 reference_conflict'],
    })
    expect(await write([sale('B-1'), { ...sale('B-2'), amountMinor: '1.5' }])).toEqual({
      counts: [0, 0, 1, 1],
      codes: ['2 invalid'],
    })
    expect(await count('book_entry')).toBe(before)
    expect(await count(`caller_reference WHERE reference LIKE 'B-%'`)).toBe(0)
  })

  test('partial keeps the good lines and names the bad ones', async () => {
    const lines = [sale('C-1'), sale('C-1'), sale('C-1', { amountMinor: '5' }), sale('A-1', { amountMinor: '5' }), 7]
    expect(await write(lines, true)).toEqual({
      counts: [1, 1, 3, 0],
      codes: ['3 reference_conflict', '4 reference_conflict', '5 not_an_object'],
    })
    expect(await count(`book_entry WHERE reference = 'C-1'`)).toBe(1)
  })

  test('two calls with the same lines in opposite order end as one', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => sale(`D-${i}`))
    const [one, two] = await Promise.all([write(lines), write(lines.toReversed())])
    expect((one?.counts[0] ?? 0) + (two?.counts[0] ?? 0)).toBe(500)
    expect((one?.counts[1] ?? 0) + (two?.counts[1] ?? 0)).toBe(500)
    expect(await count(`book_entry WHERE reference LIKE 'D-%'`)).toBe(500)
  })

  test('the same reference in another marketplace is another entry', async () => {
    const other: Ctx = { ...key, actor: { ...key.actor, marketplaceId: t.otherMarketplaceId } }
    expect((await write([sale('A-1', { amountMinor: '5' })], false, other)).counts).toEqual([1, 0, 0, 0])
  })

  test('a person has no business at the machine’s door', async () => {
    const lines = parseLines(bookEntryInput, [sale('E-1')])
    expect(await writeBookEntries(t.ctxAs('admin'), lines, { partial: false })).toEqual({
      ok: false,
      reason: 'not_permitted',
    })
  })
})

describe('fee contracts', () => {
  const contract = {
    reference: 'CT-1',
    seller: 'acct_a',
    validFrom: '2026-10-01T00:00:00Z',
    tier: 'Gold',
    refundPolicy: 'returned',
    bands: [{ currency: 'usd', fromMinor: '0', rateBp: 800, fixedMinor: '25' }],
  }
  const writeContracts = async (values: unknown[]) => {
    const result = await writeFeeContracts(key, parseLines(feeContractInput, values), { partial: false })
    return result.ok ? [result.value.accepted, result.value.known, result.value.rejected] : result.reason
  }

  test('come in once, and ask again for every fee since they began', async () => {
    await t.admin.query(
      `INSERT INTO provider_leg VALUES
      ('stripe:fee_1', $1, 'acct_platform', 'application_fee', 'fee_1', 100, 'usd', '2026-10-02', true, 'ch_1', 'acct_a', null),
      ('stripe:fee_0', $1, 'acct_platform', 'application_fee', 'fee_0', 100, 'usd', '2026-09-02', true, 'ch_0', 'acct_a', null)`,
      [t.marketplaceId],
    )
    expect(await writeContracts([contract])).toEqual([1, 0, 0])
    expect(await writeContracts([{ ...contract, validFrom: '2026-10-01T02:00:00+02:00' }])).toEqual([0, 1, 0])
    expect(await writeContracts([{ ...contract, refundPolicy: 'kept' }])).toEqual([0, 0, 1])
    expect(await count(`recon_touch WHERE money_key LIKE 'stripe:fee%'`)).toBe(1)
  })

  test('say who bears a lost dispute, and ask again for the transfers of disputed payments alone', async () => {
    await t.admin.query(
      `INSERT INTO provider_leg VALUES
      ('stripe:tr_1', $1, 'acct_platform', 'transfer', 'tr_1', 100, 'usd', '2026-10-02', true, 'ch_d', 'acct_b', null),
      ('stripe:tr_2', $1, 'acct_platform', 'transfer', 'tr_2', 100, 'usd', '2026-10-02', true, 'ch_x', 'acct_b', null),
      ('stripe:du_1', $1, 'acct_platform', 'dispute', 'du_1', 100, 'usd', '2026-10-09', true, 'ch_d', null, null)`,
      [t.marketplaceId],
    )
    const recovering = { ...contract, reference: 'CT-2', seller: 'acct_b', disputePolicy: 'recovered' }
    expect(await writeContracts([recovering])).toEqual([1, 0, 0])
    expect(await writeContracts([recovering])).toEqual([0, 1, 0])
    expect(await writeContracts([{ ...recovering, disputePolicy: undefined }])).toEqual([0, 0, 1])
    expect(await count(`fee_contract WHERE reference = 'CT-2' AND dispute_policy = 'recovered'`)).toBe(1)
    expect(await count(`recon_touch WHERE money_key IN ('stripe:tr_1', 'stripe:tr_2')`)).toBe(1)
  })
})

test('a sale keeps the rate that was promised, digit by digit', async () => {
  const quoted = { ...sale('Q-1'), quote: { currency: 'eur', rate: '0.920000000001' } }
  const written = await writeBookEntries(key, parseLines(bookEntryInput, [quoted]), { partial: false })
  expect(written).toMatchObject({ ok: true, value: { accepted: 1 } })
  const kept = `quote->>'rate' = '0.920000000001' AND quote->>'currency' = 'eur'`
  expect(await count(`book_entry WHERE reference = 'Q-1' AND ${kept}`)).toBe(1)
})

test('an instant is stored as it was understood, however far its offset and fine its fraction', async () => {
  const far = { ...sale('Z-1'), occurredAt: '2026-10-30T12:00:00.123456+23:59' }
  const written = await writeBookEntries(key, parseLines(bookEntryInput, [far]), { partial: false })
  expect(written).toMatchObject({ ok: true, value: { accepted: 1 } })
  expect(await count(`book_entry WHERE reference = 'Z-1' AND occurred_at = '2026-10-29T12:01:00.123Z'`)).toBe(1)
})

describe('the door', () => {
  const call = (body: string, type: string, secret: string, query = '') =>
    receiveLines(
      new Request(`http://localhost/api/v1/book-entries${query}`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, authorization: `Bearer ${secret}` },
      }),
      bookEntryInput,
      writeBookEntries,
    )

  test('takes an array or a stream of lines, and says of each bad line which it is', async () => {
    const secret = await createApiKey(t.ctxAs('admin'), 'books')
    const array = await call(JSON.stringify([sale('F-1')]), 'application/json; charset=utf-8', secret)
    expect([array.status, (await array.json()).accepted]).toEqual([200, 1])
    const stream = `${JSON.stringify(sale('F-2'))}\n{"reference": \n\n${JSON.stringify(sale('F-3'))}\n`
    const refused = await call(stream, 'application/x-ndjson', secret)
    expect([refused.status, (await refused.json()).errors[0]]).toMatchObject([422, { line: 2, code: 'unreadable' }])
    const partial = await call(stream, 'application/x-ndjson', secret, '?partial=true')
    expect([partial.status, (await partial.json()).accepted]).toEqual([200, 2])
  })

  test.each([
    ['no key', '[]', 'application/json', 'cfk_aaaaaaaaaaaaaaaaaaaaaaaa', 401],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', null, 415],
    ['half a body', '[{"a":', 'application/json', null, 400],
    ['nothing', '[]', 'application/json', null, 400],
    ['10,001 lines', `[${'0,'.repeat(10_000)}0]`, 'application/json', null, 413],
    ['17 MB', 'x'.repeat(17 * 1024 * 1024), 'application/json', null, 413],
  ])('refuses %s as a whole', async (_, body, type, secret, status) => {
    const answer = await call(body, type, secret ?? (await createApiKey(t.ctxAs('admin'), 'books')))
    expect([answer.status, Object.keys((await answer.json()).error)]).toEqual([status, ['code', 'message', 'fix']])
  })
})

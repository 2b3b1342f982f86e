import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookEntryInput } from '@/lib/domain/books/book-entry'
import type { LineError } from '@/lib/domain/books/line-error'
import { createApiKey } from '../access/create-api-key'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { receiveLines } from './books-door'
import type { WriteOutcome } from './outcome'
import { writeBookEntries } from './write-book-entries'

let t: TestDatabase
let [key, otherKey] = ['', '']
beforeAll(async () => {
  t = await openTestDatabase()
  key = await createApiKey(t.ctxAs('admin'), 'books')
  otherKey = await createApiKey(t.ctxAs('admin', t.otherMarketplaceId), 'books')
})
afterAll(() => t.close())

type Answer = { status: number; body: WriteOutcome & { error?: { code: string; message: string; fix: string } } }
type Call = { type?: string; secret?: string; query?: string; headers?: Record<string, string> }
type Body = string | Uint8Array<ArrayBuffer> | ReadableStream

async function call(
  body: Body,
  { type = 'application/json', secret = key, query = '', headers = {} }: Call = {},
): Promise<Answer> {
  const request = new Request(`http://localhost/api/v1/book-entries${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, authorization: `Bearer ${secret}`, ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const response = await receiveLines(request, bookEntryInput, writeBookEntries)
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const sale = (reference: string, over: Record<string, unknown> = {}) => ({
  reference,
  kind: 'sale',
  account: 'acct_platform',
  amountMinor: '100',
  currency: 'usd',
  occurredAt: '2026-10-30T12:00:00Z',
  ...over,
})
const ndjson = { type: 'application/x-ndjson' }
const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
/** Everything that a call may leave behind. */
const traces = async () =>
  (
    await t.admin.query(`SELECT (SELECT count(*) FROM book_entry) AS entries, (SELECT count(*) FROM caller_reference) AS refs,
      (SELECT count(*) FROM recon_touch) AS touches, (SELECT count(*) FROM audit_entry WHERE action = 'books.write') AS acts`)
  ).rows[0]
/** Runs a call that has to leave nothing. */
async function inVain(run: () => Promise<Answer>): Promise<Answer> {
  const before = await traces()
  const answer = await run()
  expect(await traces()).toEqual(before)
  return answer
}
const places = (errors: readonly LineError[]) =>
  errors.map(({ line, field, message }) => `${line} ${field}: ${message}`)

describe('two calls at once', () => {
  test('with the same references in opposite order and other content: one is written, the other told of every line', async () => {
    const one = Array.from({ length: 400 }, (_, i) => sale(`R-${i}`))
    const two = one.map((line) => ({ ...line, amountMinor: '200' })).toReversed()
    const answers = await Promise.all([call(JSON.stringify(one)), call(lines(...two), ndjson)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    const refused = answers.find(({ status }) => status === 422)
    expect(refused?.body).toMatchObject({ accepted: 0, rejected: 400, withheld: 0 })
    expect(refused?.body.errors.every(({ message }) => message.endsWith('was used before for something else'))).toBe(
      true,
    )
    const { rows } = await t.admin.query(
      `SELECT DISTINCT amount_minor::text FROM book_entry WHERE reference LIKE 'R-%'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('that share half of their lines, keeping what is good: each reference stands once', async () => {
    const half = (from: number, amountMinor: string) =>
      Array.from({ length: 200 }, (_, i) => sale(`H-${from + i}`, { amountMinor }))
    const answers = await Promise.all([
      call(JSON.stringify(half(0, '1')), { query: '?partial=true' }),
      call(JSON.stringify(half(100, '2').toReversed()), { query: '?partial=true' }),
    ])
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(300)
    expect(answers.reduce((sum, { body }) => sum + body.rejected, 0)).toBe(100)
  })
})

describe('what cannot be read', () => {
  const cut = Buffer.from(lines(sale('C-1'), sale('C-2', { orderReference: 'Grüße' }))).subarray(0, -60)
  const umlaut = Buffer.from(lines(sale('C-1'), { reference: 'ü' }))
  const inMultibyte = new Uint8Array(umlaut.subarray(0, umlaut.indexOf(0xbc)))

  test('a stream cut within a character names the line and byte, and writes nothing', async () => {
    const { status, body } = await inVain(() => call(inMultibyte, ndjson))
    expect(status).toBe(422)
    expect(places(body.errors)).toEqual(['2 null: This line is not UTF-8 from byte 15 on'])
    expect(body).toMatchObject({ accepted: 0, withheld: 1 })
  })

  test('a stream cut within a line names the line, and partial keeps the ones before it', async () => {
    const { body } = await inVain(() => call(new Uint8Array(cut), ndjson))
    expect(places(body.errors)[0]).toMatch(/^2 null: This line is not JSON: it ends too early$/)
    const partial = await call(new Uint8Array(cut), { ...ndjson, query: '?partial=true' })
    expect([partial.status, partial.body.accepted, partial.body.rejected]).toEqual([200, 1, 1])
  })

  test('lines are counted as an editor counts them, with blank ones, a byte-order mark and Windows’ line ends', async () => {
    const { body } = await inVain(() => call(`\uFEFF${lines(sale('L-1'))}\r\n\r\n{"reference" 1}\r\n`, ndjson))
    expect(places(body.errors)).toEqual(['4 null: This line is not JSON: from character 14 on'])
  })

  test.each<[string, Body, Call, number, string, RegExp]>([
    ['an array cut within a character', inMultibyte, {}, 400, 'not_utf8', /Line 2, byte \d+ of the body/],
    ['an array that ends too early', '[\n{"a":1},\n{"b"', {}, 400, 'not_json', /Line 3, character 5\. There it ends\./],
    ['an array with a comma too many', '[{"a":1},,]', {}, 400, 'not_json', /Line 1, character 10\.$/],
    ['an object where a list is wanted', '{"reference":"A"}', {}, 400, 'not_a_list', /no array/],
    ['a list a million deep', '['.repeat(1_000_000), {}, 400, 'not_json', /There it ends/],
    ['bytes that are packed and do not say so', gzipSync('[]'), {}, 400, 'not_utf8', /Line 1, byte 2/],
    [
      'bytes that are packed',
      gzipSync('[]'),
      { headers: { 'content-encoding': 'gzip' } },
      415,
      'encoded',
      /compressed/,
    ],
    ['an unknown packing', '[]', { headers: { 'content-encoding': 'identity, br' } }, 415, 'encoded', /compressed/],
    ['UTF-16', '[]', { type: 'application/json; charset=UTF-16' }, 415, 'wrong_type', /content type/],
    ['no content type', '[]', { type: '' }, 415, 'wrong_type', /content type/],
    ['a file', 'a,b', { type: 'text/csv' }, 415, 'wrong_type', /content type/],
    ['10,001 lines', lines(...Array(10_001).fill(0)), ndjson, 413, 'too_many', /at most 10000/],
    ['less than was announced', '[{}]', { headers: { 'content-length': '5' } }, 400, 'cut_off', /announced/],
    ['a revoked key’s like', '[]', { secret: `cfk_${'a'.repeat(32)}` }, 401, 'unauthorized', /No valid/],
  ])('%s', async (_, body, how, status, code, message) => {
    const answer = await inVain(() => call(body, how))
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
    expect(answer.body.error?.message).toMatch(message)
    expect(answer.body.error?.fix).toMatch(/^(Send|Write|Nothing)/)
  })
})

describe('too much', () => {
  /** Counts what is taken of an endless line. */
  const endless = (mostBytes: number) => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x20)
    const taken = { bytes: 0 }
    const stream = new ReadableStream({
      pull(controller) {
        taken.bytes += chunk.byteLength
        if (taken.bytes > mostBytes) controller.close()
        else controller.enqueue(chunk)
      },
    })
    return { stream, taken }
  }

  test('a line of 64 MB is turned away by its head unread, and without a head after 16 MB', async () => {
    const announced = endless(64 * 1024 * 1024)
    const headers = { 'content-length': String(64 * 1024 * 1024) }
    expect((await inVain(() => call(announced.stream, { ...ndjson, headers }))).body.error?.code).toBe('too_large')
    expect(announced.taken.bytes).toBeLessThanOrEqual(1024 * 1024)
    const silent = endless(64 * 1024 * 1024)
    expect(await inVain(() => call(silent.stream, ndjson))).toMatchObject({
      status: 413,
      body: { error: { code: 'too_large' } },
    })
    expect(silent.taken.bytes).toBeLessThanOrEqual(19 * 1024 * 1024)
  })

  test('a connection that breaks in the middle', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(lines(sale('X-1'))))
        setTimeout(() => controller.error(new Error('reset')), 5)
      },
    })
    expect(await inVain(() => call(broken, ndjson))).toMatchObject({
      status: 400,
      body: { error: { code: 'cut_off' } },
    })
  })

  test.each([
    [
      '300,000 fields that nobody knows',
      sale('W-1', Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`f${i}`, 0]))),
    ],
    ['two million shares', sale('W-2', { shares: Array(2_000_000).fill(0) })],
    ['a field with a name of a megabyte', sale('W-3', { ['n'.repeat(1024 * 1024)]: 1 })],
    ['a thousand wrong shares', sale('W-4', { shares: Array(1000).fill({}) })],
  ])('%s in one line are answered in a few words', async (_, line) => {
    const { status, body } = await inVain(() => call(JSON.stringify([line])))
    expect(status).toBe(422)
    expect(body.rejected).toBe(1)
    expect(body.errors.length).toBeLessThanOrEqual(20)
    expect(JSON.stringify(body).length).toBeLessThan(10_000)
  })
})

describe('a line', () => {
  test.each([
    ['1e3'],
    ['-0'],
    ['0'],
    ['-5'],
    ['+5'],
    ['١٢'],
    ['007'],
    ['12.50'],
    ['1_000'],
    [' 1'],
    ['1\n'],
    [''],
    ['9223372036854775808'],
    ['1'.repeat(4000)],
    [1250],
    [null],
  ])('with the amount %j names line, field and what to write', async (amountMinor) => {
    const { status, body } = await inVain(() => call(JSON.stringify([sale('M-0'), sale('M-1', { amountMinor })])))
    expect([status, body.withheld]).toEqual([422, 1])
    expect(body.errors[0]).toMatchObject({
      line: 2,
      field: 'amountMinor',
      code: 'invalid',
      fix: expect.stringContaining('"1250"'),
    })
  })

  test('with the largest amount that a row can hold is written as it is', async () => {
    expect((await call(JSON.stringify([sale('M-max', { amountMinor: '9223372036854775807' })]))).status).toBe(200)
    const { rows } = await t.admin.query(
      `SELECT amount_minor::text AS amount FROM book_entry WHERE reference = 'M-max'`,
    )
    expect(rows).toEqual([{ amount: '9223372036854775807' }])
  })

  test.each([
    ['NUL in a reference', '{"reference":"a\\u0000b"', 'reference: reference holds control characters'],
    [
      'half a surrogate in an id',
      '{"reference":"N-1","objectId":"\\ud800"',
      'objectId: objectId holds control characters',
    ],
    [
      'a line break in an order',
      '{"reference":"N-2","orderReference":"a\\nb"',
      'orderReference holds control characters',
    ],
    [
      'a field called __proto__',
      '{"reference":"N-3","__proto__":{"kind":"sale"}',
      '__proto__: __proto__ is not a field',
    ],
    ['NUL in the name of a field', '{"reference":"N-4","\\u0000":1', 'is not a field of this record'],
    ['a reference of 201 signs', `{"reference":"${'é'.repeat(201)}"`, 'reference: reference is longer than 200'],
    [
      'an account with a blank',
      '{"reference":"N-5","account":"acct_a b"',
      'account: account is not a Stripe account id',
    ],
    [
      'a day that there is not',
      '{"reference":"N-6","occurredAt":"2026-02-30T00:00:00Z"',
      'occurredAt: occurredAt is not an ISO',
    ],
  ])('with %s is refused by name', async (_, head, says) => {
    const { reference: __, ...others } = sale('')
    const given = Object.entries(others).filter(([name]) => !head.includes(`"${name}"`))
    const tail = given.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('')
    const { status, body } = await inVain(() => call(`${head}${tail}}\n`, ndjson))
    expect(status).toBe(422)
    expect(places(body.errors).join()).toContain(says)
  })

  test('that says something else than another of the same call is told which', async () => {
    const twice = [sale('D-1'), sale('D-2'), sale('D-1', { amountMinor: '7' }), sale('D-1')]
    const { status, body } = await inVain(() => call(JSON.stringify(twice)))
    expect([status, body.withheld]).toEqual([422, 3])
    expect(places(body.errors)).toEqual([
      '3 reference: reference "D-1" is used on line 1 of this call for something else',
    ])
  })
})

describe('keys', () => {
  test('a key writes into its own marketplace, whatever the line says, and claims nothing of another', async () => {
    const line = sale('K-1', { account: 'acct_platform' })
    expect((await call(JSON.stringify([line]), { secret: otherKey })).status).toBe(200)
    const { rows } = await t.admin.query(`SELECT marketplace_id AS m FROM book_entry WHERE reference = 'K-1'`)
    expect(rows).toEqual([{ m: t.otherMarketplaceId }])
    expect((await call(JSON.stringify([{ ...line, amountMinor: '5' }]))).body).toMatchObject({ accepted: 1, known: 0 })
  })

  test('a revoked key opens nothing from the next call on; the word Bearer may be spelled as one likes', async () => {
    const secret = await createApiKey(t.ctxAs('admin'), 'short-lived')
    const headers = { authorization: `bearer ${secret}` }
    expect((await call(JSON.stringify([sale('K-2')]), { headers })).status).toBe(200)
    await t.admin.query(`UPDATE api_key SET revoked_at = now() WHERE name = 'short-lived'`)
    expect((await inVain(() => call(JSON.stringify([sale('K-3')]), { headers }))).status).toBe(401)
  })
})

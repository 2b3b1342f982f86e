import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../access/create-api-key'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { type Door, doorOf, linesOf, ndjson, places, saleLine } from './testing/call-door'

let t: TestDatabase
let door: Door
beforeAll(async () => {
  t = await openTestDatabase()
  door = await doorOf(t, (before, after) => expect(after).toEqual(before))
})
afterAll(() => t.close())

describe('two calls at once', () => {
  test('with the same references in opposite order and other content: one is written, the other told of every line', async () => {
    const one = Array.from({ length: 400 }, (_, i) => saleLine(`R-${i}`))
    const two = one.map((line) => ({ ...line, amountMinor: '200' })).toReversed()
    const answers = await Promise.all([door.call(JSON.stringify(one)), door.call(linesOf(...two), ndjson)])
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
      Array.from({ length: 200 }, (_, i) => saleLine(`H-${from + i}`, { amountMinor }))
    const answers = await Promise.all([
      door.call(JSON.stringify(half(0, '1')), { query: '?partial=true' }),
      door.call(JSON.stringify(half(100, '2').toReversed()), { query: '?partial=true' }),
    ])
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(300)
    expect(answers.reduce((sum, { body }) => sum + body.rejected, 0)).toBe(100)
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
    const { status, body } = await door.inVain(JSON.stringify([saleLine('M-0'), saleLine('M-1', { amountMinor })]))
    expect([status, body.withheld]).toEqual([422, 1])
    expect(body.errors[0]).toMatchObject({
      line: 2,
      field: 'amountMinor',
      code: 'invalid',
      fix: expect.stringContaining('"1250"'),
    })
  })

  test('with the largest amount that a row can hold is written as it is', async () => {
    expect((await door.call(JSON.stringify([saleLine('M-max', { amountMinor: '9223372036854775807' })]))).status).toBe(
      200,
    )
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
    const { reference: __, ...others } = saleLine('')
    const given = Object.entries(others).filter(([name]) => !head.includes(`"${name}"`))
    const tail = given.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('')
    const { status, body } = await door.inVain(`${head}${tail}}\n`, ndjson)
    expect(status).toBe(422)
    expect(places(body.errors).join()).toContain(says)
  })

  test('that says something else than another of the same call is told which', async () => {
    const twice = [saleLine('D-1'), saleLine('D-2'), saleLine('D-1', { amountMinor: '7' }), saleLine('D-1')]
    const { status, body } = await door.inVain(JSON.stringify(twice))
    expect([status, body.withheld]).toEqual([422, 3])
    expect(places(body.errors)).toEqual([
      '3 reference: reference "D-1" is used on line 1 of this call for something else',
    ])
  })
})

describe('keys', () => {
  test('a key writes into its own marketplace, whatever the line says, and claims nothing of another', async () => {
    const line = saleLine('K-1', { account: 'acct_platform' })
    expect(
      (
        await door.call(JSON.stringify([line]), {
          secret: await createApiKey(t.ctxAs('admin', t.otherMarketplaceId), 'books'),
        })
      ).status,
    ).toBe(200)
    const { rows } = await t.admin.query(`SELECT marketplace_id AS m FROM book_entry WHERE reference = 'K-1'`)
    expect(rows).toEqual([{ m: t.otherMarketplaceId }])
    expect((await door.call(JSON.stringify([{ ...line, amountMinor: '5' }]))).body).toMatchObject({
      accepted: 1,
      known: 0,
    })
  })

  test('a revoked key opens nothing from the next call on; the word Bearer may be spelled as one likes', async () => {
    const secret = await createApiKey(t.ctxAs('admin'), 'short-lived')
    const headers = { authorization: `bearer ${secret}` }
    expect((await door.call(JSON.stringify([saleLine('K-2')]), { headers })).status).toBe(200)
    await t.admin.query(`UPDATE api_key SET revoked_at = now() WHERE name = 'short-lived'`)
    expect((await door.inVain(JSON.stringify([saleLine('K-3')]), { headers })).status).toBe(401)
  })
})

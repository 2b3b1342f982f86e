import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutList } from './cut-list'
import { isObject, parseExact } from './exact-json'
import { minorOf } from './read-field'
import { isWholeList, readPage } from './read-page'
import { readSound } from './soundness'

const from = { accountId: 'acct_1', source: 'charges', startedAt: new Date(0) }
const page = (objects: string[], hasMore = false) =>
  Buffer.from(`{"object":"list","data":[${objects.join(',')}],"has_more":${hasMore},"url":"/v1/charges"}`)
const read = (body: Buffer) => readPage(body, from, (raw) => raw.id)

describe('digits', () => {
  test('an amount beyond 2^53 keeps every digit, into bigint and back into text', () => {
    const text = '{"amount":9007199254740993,"rate":1.12345678901234567,"small":12}'
    const raw = parseExact(text)
    expect(isObject(raw) && minorOf(raw, 'amount')).toBe(9007199254740993n)
    expect(JSON.stringify(raw)).toBe(text)
  })

  test('any eight-byte integer survives', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }), (minor) => {
        const sound = readSound(Buffer.from(`{"amount":${minor}}`))
        return sound.ok && isObject(sound.value) && minorOf(sound.value, 'amount') === minor
      }),
    )
  })

  test('a number that fits nowhere is no amount', () => {
    expect(readSound(Buffer.from('{"amount":9223372036854775808}'))).toEqual({ ok: false, reason: 'impossible_number' })
    expect(readSound(Buffer.from('{"amount":1e400}'))).toEqual({ ok: false, reason: 'impossible_number' })
  })
})

describe('what Postgres refuses goes to quarantine as bytes', () => {
  test.each([
    ['nul', '{"id":"ch_2","name":"a\\u0000b"}'],
    ['lone_surrogate', '{"id":"ch_2","name":"\\ud83d"}'],
    ['impossible_number', '{"id":"ch_2","amount":99999999999999999999}'],
    ['oversize', `{"id":"ch_2","name":"${'x'.repeat(600_000)}"}`],
  ])('%s: the offending object alone, the rest of the page goes on', (reason, bad) => {
    const result = read(page(['{"id":"ch_1"}', bad, '{"id":"ch_3"}'], true))
    expect(result.items).toEqual(['ch_1', 'ch_3'])
    expect(result.unsound).toEqual([{ accountId: 'acct_1', source: 'charges', reason, body: Buffer.from(bad) }])
    expect(result.next).toBe('ch_3')
  })

  test('the cursor hangs on the last object even when that one cannot be parsed', () => {
    expect(read(page(['{"id":"ch_1"}', '{"id":"ch_2","n":"\\u0000"}'], true)).next).toBe('ch_2')
  })

  test('bytes that are no UTF-8 stay as they are', () => {
    const bad = Buffer.concat([Buffer.from('{"id":"ch_2","name":"'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')])
    const body = Buffer.concat([Buffer.from('{"data":[{"id":"ch_1"},'), bad, Buffer.from('],"has_more":false}')])
    const result = read(body)
    expect(result.items).toEqual(['ch_1'])
    expect(result.unsound[0]).toMatchObject({ reason: 'not_utf8', body: bad })
  })

  test('a true replacement character and a pair of surrogates are ordinary text', () => {
    const result = read(page(['{"id":"ch_1","name":"\ufffd"}', '{"id":"ch_2","name":"\\ud83d\\ude00"}']))
    expect(result.items).toEqual(['ch_1', 'ch_2'])
    expect(result.unsound).toEqual([])
  })

  test('half a page is no list and is asked for again', () => {
    const whole = page(['{"id":"ch_1"}', '{"id":"ch_2"}'])
    for (let length = 0; length < whole.length; length++) expect(isWholeList(whole.subarray(0, length))).toBe(false)
    expect(isWholeList(whole)).toBe(true)
  })
})

test('cutting a page gives back exactly the texts it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.string(), nested: fc.jsonValue() })), fc.boolean(), (objects, hasMore) => {
      const texts = objects.map((object) => JSON.stringify(object))
      const cut = cutList(page(texts, hasMore))
      return (
        cut !== null && cut.hasMore === hasMore && JSON.stringify(cut.objects.map(String)) === JSON.stringify(texts)
      )
    }),
  )
})

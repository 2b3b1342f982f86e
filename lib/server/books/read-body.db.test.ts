import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { type Body, type Call, type Door, doorOf, linesOf, ndjson, places, saleLine } from './testing/call-door'

let t: TestDatabase
let door: Door
beforeAll(async () => {
  t = await openTestDatabase()
  door = await doorOf(t, (before, after) => expect(after).toEqual(before))
})
afterAll(() => t.close())

describe('what cannot be read', () => {
  const cut = Buffer.from(linesOf(saleLine('C-1'), saleLine('C-2', { orderReference: 'Grüße' }))).subarray(0, -60)
  const umlaut = Buffer.from(linesOf(saleLine('C-1'), { reference: 'ü' }))
  const inMultibyte = new Uint8Array(umlaut.subarray(0, umlaut.indexOf(0xbc)))

  test('a stream cut within a character names the line and byte, and writes nothing', async () => {
    const { status, body } = await door.inVain(inMultibyte, ndjson)
    expect(status).toBe(422)
    expect(places(body.errors)).toEqual(['2 null: This line is not UTF-8 from byte 15 on'])
    expect(body).toMatchObject({ accepted: 0, withheld: 1 })
  })

  test('a stream cut within a line names the line, and partial keeps the ones before it', async () => {
    const { body } = await door.inVain(new Uint8Array(cut), ndjson)
    expect(places(body.errors)[0]).toMatch(/^2 null: This line is not JSON: it ends too early$/)
    const partial = await door.call(new Uint8Array(cut), { ...ndjson, query: '?partial=true' })
    expect([partial.status, partial.body.accepted, partial.body.rejected]).toEqual([200, 1, 1])
  })

  test('lines are counted as an editor counts them, with blank ones, a byte-order mark and Windows’ line ends', async () => {
    const { body } = await door.inVain(`\uFEFF${linesOf(saleLine('L-1'))}\r\n\r\n{"reference" 1}\r\n`, ndjson)
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
    ['10,001 lines', linesOf(...Array(10_001).fill(0)), ndjson, 413, 'too_many', /at most 10000/],
    ['less than was announced', '[{}]', { headers: { 'content-length': '5' } }, 400, 'cut_off', /announced/],
    ['a revoked key’s like', '[]', { secret: `cfk_${'a'.repeat(32)}` }, 401, 'unauthorized', /No valid/],
  ])('%s', async (_, body, how, status, code, message) => {
    const answer = await door.inVain(body, how)
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
    expect((await door.inVain(announced.stream, { ...ndjson, headers })).body.error?.code).toBe('too_large')
    expect(announced.taken.bytes).toBeLessThanOrEqual(1024 * 1024)
    const silent = endless(64 * 1024 * 1024)
    expect(await door.inVain(silent.stream, ndjson)).toMatchObject({
      status: 413,
      body: { error: { code: 'too_large' } },
    })
    expect(silent.taken.bytes).toBeLessThanOrEqual(19 * 1024 * 1024)
  })

  test('a connection that breaks in the middle', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(linesOf(saleLine('X-1'))))
        setTimeout(() => controller.error(new Error('reset')), 5)
      },
    })
    expect(await door.inVain(broken, ndjson)).toMatchObject({
      status: 400,
      body: { error: { code: 'cut_off' } },
    })
  })

  test.each([
    [
      '300,000 fields that nobody knows',
      saleLine('W-1', Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`f${i}`, 0]))),
    ],
    ['two million shares', saleLine('W-2', { shares: Array(2_000_000).fill(0) })],
    ['a field with a name of a megabyte', saleLine('W-3', { ['n'.repeat(1024 * 1024)]: 1 })],
    ['a thousand wrong shares', saleLine('W-4', { shares: Array(1000).fill({}) })],
  ])('%s in one line are answered in a few words', async (_, line) => {
    const { status, body } = await door.inVain(JSON.stringify([line]))
    expect(status).toBe(422)
    expect(body.rejected).toBe(1)
    expect(body.errors.length).toBeLessThanOrEqual(20)
    expect(JSON.stringify(body).length).toBeLessThan(10_000)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { openEvent } from '../personal/event-body'
import { openBody } from '../quarantine/quarantine-bodies'
import { receiveEvent } from './receive-event'
import { signatureOf } from './testing/signature'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  // The other marketplace has secrets of its own: whose secret signs decides who hears it.
  const { connectProvider } = await import('../access/connect-provider')
  const ctx = { ...t.ctx, actor: { ...t.ctx.actor, marketplaceId: t.otherMarketplaceId } }
  await connectProvider(ctx, {
    livemode: false,
    accountId: 'acct_other_platform',
    apiKey: 'sk_test_2',
    webhookSecrets: ['whsec_other'],
  })
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('TRUNCATE inbox_event, quarantine, person_ref'))

const now = new Date('2026-11-01T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const eventOf = (id: string, more: object = {}) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'charge.succeeded',
    created: 1_790_000_000,
    livemode: false,
    data: { object: { id: 'ch_1', object: 'charge', billing_details: { email: 'ada@example.org', name: 'Ada L' } } },
    ...more,
  })
const receive = (body: string, secrets = ['whsec_1'], at = now, readAt = now) =>
  receiveEvent(t.db, Buffer.from(body), signatureOf(body, secrets, at), readAt)
const inbox = async () =>
  (
    await t.admin.query(
      'SELECT marketplace_id, account_id, id, type, object_type, object_id, state, body FROM inbox_event ORDER BY id',
    )
  ).rows

describe('a signed event', () => {
  test('is stored once, however often it comes, for the marketplace whose secret signed it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => receive(eventOf('evt_1'))))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await receive(eventOf('evt_1'))).toEqual({ ok: true, marketplaces: 1, quarantined: false })
    expect(await inbox()).toEqual([
      expect.objectContaining({
        marketplace_id: t.marketplaceId,
        account_id: 'acct_platform',
        id: 'evt_1',
        state: 'new',
      }),
    ])
  })

  test('of a connected account belongs to that account, even one nobody has heard of', async () => {
    await receive(eventOf('evt_1', { account: 'acct_new_seller' }))
    expect(await inbox()).toEqual([
      expect.objectContaining({ account_id: 'acct_new_seller', object_type: 'charge', object_id: 'ch_1' }),
    ])
  })

  test('gives away nobody who can read the table, and opens to the bytes that came', async () => {
    await receive(eventOf('evt_1'))
    const [row] = await inbox()
    expect(row.body.toString('latin1')).not.toMatch(/ada@|Ada L|ch_1/)
    expect(openEvent(t.marketplaceId, { accountId: row.account_id, id: row.id }, row.body).toString()).toBe(
      eventOf('evt_1'),
    )
  })

  test('is heard under either secret while one is rolled, and when Stripe signs with both', async () => {
    expect(await receive(eventOf('evt_1'), ['whsec_2'])).toMatchObject({ ok: true })
    expect(await receive(eventOf('evt_2'), ['whsec_old', 'whsec_1'])).toMatchObject({ ok: true })
    expect(await receive(eventOf('evt_3'), ['whsec_other'])).toMatchObject({ ok: true })
    expect((await inbox()).map((row) => [row.id, row.marketplace_id])).toEqual([
      ['evt_1', t.marketplaceId],
      ['evt_2', t.marketplaceId],
      ['evt_3', t.otherMarketplaceId],
    ])
  })

  test('asks for the job that works it off, in its own transaction', async () => {
    await receive(eventOf('evt_1'))
    const { rows } = await t.admin.query(
      `SELECT data->>'marketplaceId' AS id FROM pgboss.job WHERE name = 'drain-inbox' AND state = 'created'`,
    )
    expect(rows).toContainEqual({ id: t.marketplaceId })
  })
})

describe('a door that stays shut', () => {
  test.each([
    ['signature_wrong', () => receive(eventOf('evt_1'), ['whsec_nobody'])],
    ['signature_old', () => receive(eventOf('evt_1'), ['whsec_1'], later(-301))],
    ['signature_future', () => receive(eventOf('evt_1'), ['whsec_1'], later(302))],
    ['signature_missing', () => receiveEvent(t.db, Buffer.from(eventOf('evt_1')), null, now)],
    ['signature_malformed', () => receiveEvent(t.db, Buffer.from(eventOf('evt_1')), 'v1=abc', now)],
    ['too_large', () => receive(eventOf('evt_1', { padding: 'x'.repeat(1_100_000) }))],
  ])('%s: refused, and nothing is written', async (reason, attempt) => {
    expect(await attempt()).toEqual({ ok: false, reason })
    expect(await inbox()).toEqual([])
  })

  test('a body that was changed after it was signed', async () => {
    const header = signatureOf(eventOf('evt_1'), ['whsec_1'], now)
    expect(await receiveEvent(t.db, Buffer.from(eventOf('evt_2')), header, now)).toEqual({
      ok: false,
      reason: 'signature_wrong',
    })
  })

  test('just within the tolerance is still in time, on both sides', async () => {
    expect(await receive(eventOf('evt_1'), ['whsec_1'], later(-300))).toMatchObject({ ok: true })
    expect(await receive(eventOf('evt_2'), ['whsec_1'], later(300))).toMatchObject({ ok: true })
  })
})

test.each([
  ['nul', eventOf('evt_1').replace('Ada L', 'Ada\\u0000L')],
  ['impossible_number', eventOf('evt_1', { amount: 0 }).replace('"amount":0', '"amount":99999999999999999999')],
  ['not_json', `${eventOf('evt_1')}${eventOf('evt_2')}`],
])(
  'a signed body that may not become jsonb (%s) is kept as bytes, and answered well so that it does not come again',
  async (reason, body) => {
    expect(await receive(body)).toEqual({ ok: true, marketplaces: 1, quarantined: true })
    expect(await inbox()).toEqual([])
    const { rows } = await t.admin.query('SELECT id, reason, source, body FROM quarantine')
    expect(rows).toEqual([expect.objectContaining({ reason, source: 'webhook' })])
    expect(openBody(t.ctx, rows[0].id, rows[0].body).toString()).toBe(body)
  },
)

test('many at once: every one is durable when it is answered', async () => {
  const bodies = Array.from({ length: 300 }, (_, i) => eventOf(`evt_${i}`, { account: `acct_${i % 7}` }))
  await Promise.all(bodies.map((body) => receive(body)))
  expect(await inbox()).toHaveLength(300)
})

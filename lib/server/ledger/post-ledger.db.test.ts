import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DailyMetric } from '@/lib/domain/metrics/measures'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { stateDigest } from '../digest/state-digest'
import { postLedger } from './post-ledger'
import { countUnposted, listDriftedAccounts, listLedgerAccounts, listPostings, trialBalance } from './queries'
import { shuffled, storeEntries } from './testing/store-entries'
import { makeWorld, type World } from './testing/world'

let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
})
afterEach(() => t.close())

async function metrics(): Promise<Map<string, DailyMetric>> {
  const rows = await inSql(t.ctx, (sql) =>
    sql.rows<DailyMetric>(
      `SELECT day::text AS day, currency, charge_type AS "chargeType", captured_minor AS "capturedMinor",
         refunded_minor AS "refundedMinor", fees_minor AS "feesMinor", fees_returned_minor AS "feesReturnedMinor",
         transferred_minor AS "transferredMinor", reversed_minor AS "reversedMinor", payments
       FROM daily_metric WHERE marketplace_id = $1`,
      [t.marketplaceId],
    ),
  )
  return new Map(rows.map((row) => [`${row.day} ${row.currency} ${row.chargeType}`, row]))
}

async function expectTrueLedger(world: World): Promise<void> {
  expect(await countUnposted(t.ctx)).toBe(0n)
  expect(await listDriftedAccounts(t.ctx)).toEqual([])
  expect((await trialBalance(t.ctx)).map((row) => row.differenceMinor)).toEqual(
    (await trialBalance(t.ctx)).map(() => 0n),
  )
  const nets = new Map<string, bigint>()
  for (const { accountId, currency, amount, fee } of world.entries) {
    const key = `stripe:${accountId}:payments ${currency}`
    nets.set(key, (nets.get(key) ?? 0n) + BigInt(amount - fee))
  }
  const accounts = await listLedgerAccounts(t.ctx, { root: 'stripe', limit: 200 })
  expect(new Map(accounts.map((a) => [`${a.ledgerAccount} ${a.currency}`, a.balanceMinor]))).toEqual(nets)
  expect(await metrics()).toEqual(world.expected)
}

test('clearing accounts equal the nets, and the days equal what was written down while the world was made', async () => {
  const world = makeWorld(7, 60)
  await storeEntries(t.ctx, world.entries)
  const run = await postLedger(t.ctx, { batchSize: 50 })
  expect(run).toMatchObject({ transactions: world.entries.length, waiting: 0, suspense: 0 })
  await expectTrueLedger(world)
  const { rows } = await t.admin.query(`SELECT subject, detail FROM audit_entry WHERE action = 'ledger.post'`)
  expect(rows).toHaveLength(1)
  expect(rows[0].detail).toMatchObject({ transactions: world.entries.length, digest: run.digest })
})

test.each([1, 2, 3])(
  'rows that arrive in any order, posted while they arrive, end in the same state (%i)',
  async (seed) => {
    const world = makeWorld(11, 30)
    const arrivals = shuffled(world.entries, 1_000 + seed)
    for (let at = 0; at < arrivals.length; at += 13) {
      await storeEntries(t.ctx, arrivals.slice(at, at + 13))
      await postLedger(t.ctx, { batchSize: 5 })
    }
    await expectTrueLedger(world)
  },
)

test('a child waits for its parent and says for which, and nothing else waits for it', async () => {
  const world = makeWorld(3, 20)
  const late = world.entries.find((entry) => entry.category === 'charge' && entry.object.id.startsWith('ch_p'))
  const rest = world.entries.filter((entry) => entry !== late)
  await storeEntries(t.ctx, rest)
  const run = await postLedger(t.ctx, { batchSize: 4 })
  expect(run.waiting).toBeGreaterThan(0)
  expect(new Set(run.awaited.map((a) => a.objectId))).toEqual(new Set([late?.object.id]))
  expect(await countUnposted(t.ctx)).toBe(BigInt(run.waiting))
  expect(run.transactions).toBe(rest.length - run.waiting)
  await storeEntries(t.ctx, late ? [late] : [])
  await postLedger(t.ctx)
  await expectTrueLedger(world)
})

test('where history begins late, what names an older parent is posted as unattributed', async () => {
  const world = makeWorld(3, 20)
  const rest = world.entries.filter((entry) => !(entry.category === 'charge' && entry.object.id.startsWith('ch_p')))
  await storeEntries(t.ctx, rest)
  const run = await postLedger(t.ctx, { closedAccounts: new Set(['acct_platform']) })
  expect(run.waiting).toBe(0)
  expect(await countUnposted(t.ctx)).toBe(0n)
  expect((await trialBalance(t.ctx)).every((row) => row.differenceMinor === 0n)).toBe(true)
})

describe('twice is once', () => {
  test('two workers at once share the queue and end where one would', async () => {
    const world = makeWorld(19, 120)
    await storeEntries(t.ctx, world.entries)
    const runs = await Promise.all([1, 2, 3].map(() => postLedger(t.ctx, { batchSize: 25 })))
    await postLedger(t.ctx)
    expect(runs.reduce((sum, run) => sum + run.transactions, 0)).toBe(world.entries.length)
    await expectTrueLedger(world)
  })

  test('a row that is queued again is taken off the queue and not posted again', async () => {
    const world = makeWorld(5, 15)
    await storeEntries(t.ctx, world.entries)
    await postLedger(t.ctx)
    const before = await stateDigest(t.ctx)
    await t.admin.query(`INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
      SELECT money_key, marketplace_id, account_id, id FROM balance_transaction`)
    const again = await postLedger(t.ctx)
    expect(again).toMatchObject({ transactions: world.entries.length, postings: 0 })
    expect((await stateDigest(t.ctx)).digest).toBe(before.digest)
  })

  test('a run that breaks off at any statement is continued to the same state', async () => {
    const world = makeWorld(23, 40)
    await storeEntries(t.ctx, world.entries)
    let broken = 0
    for (let statement = 1; (await countUnposted(t.ctx)) > 0n; statement += 1) {
      await postLedger(breakingAt(statement), { batchSize: 40 }).catch((error: Error) => {
        expect(error.message).toBe('the connection broke')
        broken += 1
      })
    }
    expect(broken).toBeGreaterThan(10)
    await postLedger(t.ctx)
    await expectTrueLedger(world)
  })
})

/** The test's context over connections of which, together, only so many statements come through. */
function breakingAt(statement: number): Ctx {
  let left = statement
  const connect = async () => {
    const client = await t.db.pool.connect()
    const query = async (text: string, params?: unknown[]) => {
      left -= 1
      if (left < 0 && text !== 'ROLLBACK') throw new Error('the connection broke')
      return client.query(text, params)
    }
    return { query, release: () => client.release(), on: () => {}, off: () => {} }
  }
  return { ...t.ctx, db: { ...t.db, pool: { connect } as unknown as Ctx['db']['pool'] } }
}

describe('walls', () => {
  test('another marketplace posts none of it and sees none of it', async () => {
    await storeEntries(t.ctx, makeWorld(2, 5).entries)
    const other = t.ctxAs('admin', t.otherMarketplaceId)
    expect((await postLedger(other)).transactions).toBe(0)
    await postLedger(t.ctx)
    expect(await listLedgerAccounts(other)).toEqual([])
    expect(await trialBalance(other)).toEqual([])
  })

  test('a posting can be neither changed nor erased', async () => {
    await storeEntries(t.ctx, makeWorld(2, 5).entries)
    await postLedger(t.ctx)
    const change = (text: string) => inSql(t.ctx, (sql) => sql.run(text))
    await expect(change('UPDATE ledger_posting SET amount_minor = 1')).rejects.toThrow('permission denied')
    await expect(change('DELETE FROM ledger_posting')).rejects.toThrow('permission denied')
    await expect(t.admin.query('DELETE FROM ledger_posting')).rejects.toThrow('append-only')
  })
})

test('the postings of an account are read page by page, newest first, none twice', async () => {
  await storeEntries(t.ctx, makeWorld(31, 40).entries)
  await postLedger(t.ctx)
  const account = { ledgerAccount: 'stripe:acct_platform:payments', currency: 'eur' }
  const all = await listPostings(t.ctx, { ...account, limit: 200 })
  const paged = []
  for (let before: { occurredAt: Date; id: string } | undefined; ; ) {
    const page = await listPostings(t.ctx, { ...account, limit: 7, ...(before ? { before } : {}) })
    paged.push(...page)
    before = page.at(-1)
    if (page.length < 7) break
  }
  expect(paged).toEqual(all)
  expect(new Set(all.map((p) => p.id)).size).toBe(all.length)
  expect(all.every((p) => p.debit === account.ledgerAccount || p.credit === account.ledgerAccount)).toBe(true)
})

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BalanceHistory, composePayouts } from '@/lib/domain/payouts/compose-payouts'
import type { Composition } from '@/lib/domain/payouts/composition'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import { history, hour, leaving, payout, returning, row } from '@/lib/domain/payouts/testing/history'
import { livedHistory } from '@/lib/domain/payouts/testing/random-history'
import { jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { stateDigest } from '../digest/state-digest'
import { assumeOpening } from '../proof/assume-opening'
import { composeBalance } from './compose-balance'
import { composeTouched } from './compose-touched'
import { account, storeListed, storePayouts, storeRows } from './testing/store-history'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.admin.query(
    'TRUNCATE balance_transaction, provider_object, payout_item, payout_composition, payout_part, payout_touch, balance_proof',
  )
})

const place = { provider: 'stripe', livemode: false, accountId: account, currency: 'usd', balanceType: 'payments' }

async function store({ rows, payouts }: BalanceHistory, currency = 'usd'): Promise<void> {
  await storePayouts(t.ctx, payouts, currency)
  await storeRows(t.ctx, rows, currency)
  await storeListed(t.ctx, rows, currency)
}

type Proof = ReturnType<typeof proofOf>
const proofs = (currency = 'usd') =>
  inSql(t.ctx, (sql) =>
    sql.rows<Proof>(
      `SELECT payout_id AS id, basis, before_minor AS before, consumed_minor AS consumed, remainder_minor AS remainder,
         after_minor AS after, whole_rows AS whole, cut_rows AS cut, confidence FROM payout_composition
       WHERE marketplace_id = $2 AND currency = $1 ORDER BY payout_created, payout_id COLLATE "C"`,
      [currency, t.marketplaceId],
    ),
  )
const parts = async () =>
  (
    await t.admin.query(
      `SELECT payout_id || '/' || position || ' ' || balance_transaction_id || ' ' || from_minor || '+' || part_minor
         || CASE WHEN is_whole THEN ' whole' ELSE '' END || CASE WHEN is_early THEN ' early' ELSE '' END AS part
       FROM payout_part ORDER BY payout_id COLLATE "C", position`,
    )
  ).rows.map((one) => one.part)
const waiting = async () => (await t.admin.query('SELECT count(*)::int AS n FROM payout_touch')).rows[0].n

const proofOf = (one: Composition) => ({
  id: one.payoutId,
  basis: one.basis,
  before: one.beforeMinor,
  consumed: one.consumedMinor,
  remainder: one.remainderMinor,
  after: one.afterMinor,
  whole: one.wholeRows,
  cut: one.cutRows,
  confidence: one.confidence,
})
const partsOf = (made: readonly Composition[]) =>
  made
    .toSorted((a, b) => (a.payoutId < b.payoutId ? -1 : 1))
    .flatMap(({ payoutId, parts }) =>
      parts.map(({ row, fromMinor, minor, isEarly }, position) => {
        const whole = minor === row.netMinor ? ' whole' : ''
        return `${payoutId}/${position} ${row.id} ${fromMinor}+${minor}${whole}${isEarly ? ' early' : ''}`
      }),
    )
const byHand = (lived: BalanceHistory) => composePayouts(lived, compositionPolicy)

/** So many histories are lived through, each in some six pieces. */
const lives = fc.sample(livedHistory, { numRuns: 8, seed: 7 })

describe('what is stored', () => {
  test('is what the domain says of the same history', async () => {
    const lived = lives[0] ?? history([], [])
    await store(lived)
    expect(await composeTouched(t.ctx)).toBe(lived.payouts.length)
    expect(await proofs()).toEqual(byHand(lived).map(proofOf))
    expect(await parts()).toEqual(partsOf(byHand(lived)))
    expect(await waiting()).toBe(0)
  })

  test.each(lives.map((lived, index) => ({ lived, index })))(
    'piece by piece and in any order, it is the same as from scratch (life $index)',
    async ({ lived }) => {
      const mixed = fc.sample(fc.shuffledSubarray([...lived.rows], { minLength: lived.rows.length }), {
        numRuns: 1,
        seed: lived.rows.length,
      })[0]
      const rows = mixed ?? []
      const size = Math.ceil(rows.length / 6)
      for (let at = 0; at < rows.length; at += size) {
        const piece = rows.slice(at, at + size)
        await storeRows(t.ctx, piece)
        await storePayouts(
          t.ctx,
          lived.payouts.filter(({ id }) => piece.some(({ sourceId }) => sourceId === id)),
        )
        if (at % 2 === 0) await storeListed(t.ctx, rows.slice(0, at))
        await composeTouched(t.ctx)
      }
      await storeListed(t.ctx, rows)
      await composeTouched(t.ctx)
      expect(await proofs()).toEqual(byHand(lived).map(proofOf))
      expect(await parts()).toEqual(partsOf(byHand(lived)))
    },
  )

  test('a second run changes nothing, and has nothing to do', async () => {
    await store(lives[1] ?? history([], []))
    await composeTouched(t.ctx)
    const [before, digest] = [await parts(), (await stateDigest(t.ctx)).digest]
    expect(await composeTouched(t.ctx)).toBe(0)
    await inSql(t.ctx, (sql) => composeBalance(sql, t.ctx, place, new Date(0)))
    expect([await parts(), (await stateDigest(t.ctx)).digest]).toEqual([before, digest])
  })
})

const [first, second] = [payout('po_1', 150n, 10), payout('po_2', 60n, 20)]
const sales = [row('a', 100n, 1), row('b', 100n, 2), row('c', 100n, 3)]

test('a manual payout over three currencies is three proofs', async () => {
  const paid = { usd: [1_240_00n, 1_204_50n], eur: [100_00n, 100_00n], jpy: [15_000n, 12_500n] } as const
  for (const [currency, [sold, out]] of Object.entries(paid)) {
    const made = payout(`po_${currency}`, out, 100)
    await store(history([row(`sale_${currency}`, sold, 1), leaving(made)], [made]), currency)
  }
  expect(await composeTouched(t.ctx)).toBe(3)
  const found = await Promise.all(Object.keys(paid).map((currency) => proofs(currency)))
  expect(found.flat().map(({ before, consumed, after, remainder }) => [before, consumed, after, remainder])).toEqual([
    [1_240_00n, 1_204_50n, 35_50n, 0n],
    [100_00n, 100_00n, 0n, 0n],
    [15_000n, 12_500n, 2_500n, 0n],
  ])
})

test('a payout that is paid and then fails gives its rows back, and the next one consumes them', async () => {
  const third = payout('po_3', 160n, 40)
  await store(history([...sales, leaving(first), leaving(second)], [first, second]))
  await composeTouched(t.ctx)
  await storePayouts(t.ctx, [{ ...first }], 'usd', 'failed')
  await storeRows(t.ctx, [returning(first, 30), leaving(third)])
  await storePayouts(t.ctx, [third])
  await composeTouched(t.ctx)
  expect(await parts()).toEqual([
    'po_1/0 a 0+100 whole',
    'po_1/1 b 0+50',
    'po_2/0 b 50+50',
    'po_2/1 c 0+10',
    'po_3/0 a 0+100 whole',
    'po_3/1 b 0+50',
    'po_3/2 c 10+10',
  ])
})

test('a payout below zero is composed, and no touch of it waits for ever', async () => {
  const debit = payout('po_debit', -100n, 10)
  await store(history([row('refund', -80n, 2, { category: 'refund' }), leaving(debit)], [debit]))
  expect(await composeTouched(t.ctx)).toBe(1)
  expect(await proofs()).toMatchObject([{ before: -80n, consumed: -80n, remainder: -20n, after: 0n }])
  expect(await waiting()).toBe(0)
})

test('what lies before a change stays untouched: only the later payouts are composed again', async () => {
  await store(history([...sales, leaving(first), leaving(second)], [first, second]))
  await composeTouched(t.ctx)
  const later = { ...t.ctx, now: new Date(t.ctx.now.getTime() + 60_000) }
  await storeRows(later, [row('late', -10n, 15, { category: 'refund' })])
  expect(await composeTouched(later)).toBe(1)
  const { rows } = await t.admin.query('SELECT payout_id, computed_at FROM payout_composition ORDER BY 1')
  expect(rows.map(({ computed_at }) => computed_at)).toEqual([t.ctx.now, later.now])
  expect((await proofs())[1]).toMatchObject({ before: 140n, consumed: 60n, after: 80n, whole: 1, cut: 2 })
  await t.admin.query(`UPDATE payout_composition SET policy = 'another'`)
  await storeRows(later, [row('later', -10n, 16, { category: 'refund' })])
  expect(await composeTouched(later)).toBe(2)
})

test('of a balance with many open rows they are read again: nothing before the change is looked at', async () => {
  const many = Array.from({ length: 500 }, (_, n) => row(`m${String(n).padStart(3, '0')}`, 10n, 1 + n / 20))
  const made = [1, 2, 3].map((n) => payout(`po_${n}`, 505n, 20 + n))
  await store(history([...many, ...made.map((one) => leaving(one))], made))
  await composeTouched(t.ctx)
  const { rows } = await t.admin.query(
    `SELECT (open_after->>'isOpenBehind')::boolean AS behind FROM payout_composition`,
  )
  expect(rows.map(({ behind }) => behind)).toEqual([true, true, true])
  const next = payout('po_4', 505n, 30)
  await storeRows(t.ctx, [row('late', -10n, 22.5, { category: 'refund' }), leaving(next)])
  await storePayouts(t.ctx, [next])
  expect(await composeTouched(t.ctx)).toBe(2)
  const refund = row('late', -10n, 22.5, { category: 'refund' })
  const whole = history([...many, refund, ...[...made, next].map((one) => leaving(one))], [...made, next])
  expect(await proofs()).toEqual(byHand(whole).map(proofOf))
  expect(await parts()).toEqual(partsOf(byHand(whole)))
})

test('money that waited for half a year is found all the same', async () => {
  await store(history([...sales, leaving(first), row('kept', 90n, 4500, { created: hour(5) })], [first]))
  await composeTouched(t.ctx)
  const after = payout('po_9', 240n, 4600)
  await storePayouts(t.ctx, [after])
  expect(await composeTouched(t.ctx)).toBe(1)
  expect((await parts()).slice(2)).toEqual(['po_9/0 b 50+50', 'po_9/1 c 0+100 whole', 'po_9/2 kept 0+90 whole'])
})

test('killed halfway, the old compositions stand and the wish for new ones with them', async () => {
  await store(history([...sales, leaving(first)], [first]))
  await composeTouched(t.ctx)
  const before = [await proofs(), await parts()]
  await storeRows(t.ctx, [row('earlier', -20n, 0, { category: 'refund' })])
  const killed = inSql(t.ctx, async (sql) => {
    await composeBalance(sql, t.ctx, place, hour(0))
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect([await proofs(), await parts()]).toEqual(before)
  expect(await waiting()).toBe(1)
  await composeTouched(t.ctx)
  expect((await proofs())[0]).toMatchObject({ before: 280n, consumed: 150n, after: 130n })
})

test('an assumed opening takes the certainty from every payout of its balance', async () => {
  await store(history([...sales, leaving(first)], [first]))
  await composeTouched(t.ctx)
  const opening = { accountId: account, currency: 'usd', balanceType: 'payments', minor: 500n }
  const said = { ...opening, asOf: '2026-09-30' as never, because: 'closing statement' }
  await assumeOpening(t.ctxAs('admin'), { name: 'stripe', livemode: false }, said)
  expect((await proofs())[0]?.confidence).toBe(90)
  await composeTouched(t.ctx)
  expect((await proofs())[0]?.confidence).toBe(70)
})

test('rejects: a proof that does not add up, and the payouts of another marketplace', async () => {
  await store(history([...sales, leaving(first)], [first]))
  expect(await composeTouched(jobCtx(t.db, t.otherMarketplaceId, 'test', t.ctx.now))).toBe(0)
  expect([await proofs(), (await waiting()) > 0]).toEqual([[], true])
  await composeTouched(t.ctx)
  const wrong = t.admin.query('UPDATE payout_composition SET after_minor = after_minor + 1')
  await expect(wrong).rejects.toThrow('proof_adds_up')
})

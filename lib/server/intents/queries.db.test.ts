import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { countIntents, type IntentNeed, intentNeeds, listIntents } from './queries'
import { requestIntent } from './request-intent'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const ask = async (n: number) => {
  const asked = await requestIntent(t.ctxAs('analyst'), {
    action: 'refund_application_fee',
    livemode: false,
    accountId: 'acct_platform',
    feeId: `fee_case${n}`,
    amountMinor: '5',
    currency: 'eur',
    cause: `exception:exc_case${n}:1`,
  })
  if (!asked.ok) throw new Error(asked.reason)
  return asked.value.id
}

test('each act stands in one list, by what it needs, and a stranger sees none', async () => {
  const cases: [state: string, error: string | null, IntentNeed][] = [
    ['pending', null, 'underway'],
    ['sent', null, 'underway'],
    ['pending', 'the key is not known', 'look'],
    ['sent', 'no answer came', 'look'],
    ['mismatched', 'another amount stands there', 'look'],
    ['confirmed', null, 'stands'],
    ['refused', 'already given back', 'not_done'],
    ['withdrawn', null, 'not_done'],
  ]
  const wanted: Record<IntentNeed, string[]> = { look: [], underway: [], stands: [], not_done: [] }
  for (const [n, [state, error, need]] of cases.entries()) {
    const id = await ask(n)
    await t.admin.query(
      `UPDATE intent SET state = $2, last_error = $3, object_id = CASE WHEN $2 = 'confirmed' THEN 'fr_1' END,
         confirmed_at = CASE WHEN $2 = 'confirmed' THEN now() END
       WHERE id = $1`,
      [id, state, error],
    )
    wanted[need].push(id)
  }
  const ctx = t.ctxAs('executive')
  const stranger = t.ctxAs('admin', t.otherMarketplaceId)
  for (const need of intentNeeds) {
    const listed = await listIntents(ctx, need)
    expect(listed.map((one) => one.id).sort()).toEqual(wanted[need].sort())
    expect(listed.map((one) => one.exceptionId).sort()).toEqual(
      listed.map((one) => one.subject?.replace('fee_', 'exc_')).sort(),
    )
    expect(await listIntents(stranger, need)).toEqual([])
  }
  expect(await countIntents(ctx)).toEqual({ look: 3, underway: 2, stands: 1, not_done: 2 })
  expect(await countIntents(stranger)).toEqual({ look: 0, underway: 0, stands: 0, not_done: 0 })
})

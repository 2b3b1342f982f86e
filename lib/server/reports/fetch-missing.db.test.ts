import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askReports } from './ask-reports'
import { fetchForChecks } from './fetch-for-checks'
import { getCheck, listCheckSums, listChecks, listDifferences } from './queries'
import { openReportWorld, type ReportWorld } from './testing/report-world'

let w: ReportWorld
beforeAll(async () => {
  w = await openReportWorld((settings) => Object.assign(process.env, settings))
}, 180_000)
afterAll(() => w.close())

describe('what is missing here is fetched from the API, never written from the file', () => {
  /** Forgets rows as if they had never come. */
  async function forget(count: number): Promise<string[]> {
    const forgotten = await w.rowsOf(
      `SELECT id FROM balance_transaction WHERE account_id = $1 AND created >= $2 AND created < $3
         AND reporting_category NOT LIKE 'payout%' ORDER BY id LIMIT $4`,
      ...[w.sandbox.platform, w.period.from, w.period.to, count],
    )
    const ids = forgotten.map(({ id }) => String(id))
    await w.t.admin.query('ALTER TABLE balance_transaction DISABLE TRIGGER USER')
    await w.t.admin.query('DELETE FROM balance_transaction WHERE id = ANY($1)', [ids])
    await w.t.admin.query('ALTER TABLE balance_transaction ENABLE TRIGGER USER')
    return ids
  }

  test.each([3, 60])('%i rows that a run has are fetched, and then the run is equal', async (count) => {
    const ids = await forget(count)
    const checks = await w.ask(w.period)
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array(6).fill('equal'))
    expect(checks.some(({ fetched }) => fetched === BigInt(count))).toBe(true)
    expect(await w.rowsOf('SELECT count(*)::int AS n FROM balance_transaction WHERE id = ANY($1)', ids)).toEqual([
      { n: count },
    ])
  })

  test('a file names them; a changed file cannot bring a false amount in', async () => {
    const text = await w.savedFile('activity')
    const [id] = await forget(1)
    const before = await w.rowsOf('SELECT count(*)::int AS n FROM balance_transaction')
    const lie = text.replace(new RegExp(`(${id},[^\\n]*)`), (line) => line.replace(/\.\d\d/g, '.00'))
    const result = await w.check(lie, 'activity')
    if (!result.ok) throw new Error(result.reason)
    expect(await getCheck(w.ctx, result.value.checkId!)).toMatchObject({ missingHere: 1n, verdict: 'differs' })
    expect(await w.rowsOf('SELECT count(*)::int AS n FROM balance_transaction')).toEqual(before)
    await fetchForChecks(w.ctx, w.provider)
    expect(await getCheck(w.ctx, result.value.checkId!)).toMatchObject({ fetched: 1n, verdict: 'differs' })
    expect((await w.judged(text)).verdict).toBe('equal')
  })
})

describe('rejects', () => {
  test('support may look, not check; and another marketplace neither sees nor checks', async () => {
    const text = await w.savedFile('summary')
    expect(await w.check(text, 'summary', { by: w.as('support') })).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await askReports(w.as('support'), { period: w.period })).toEqual({ ok: false, reason: 'not_permitted' })
    const other = w.as('analyst', w.t.otherMarketplaceId)
    expect(await w.check(text, 'summary', { by: other })).toEqual({ ok: false, reason: 'unknown_account' })
    const [own] = await listChecks(w.ctx)
    expect(await listChecks(other)).toEqual([])
    expect(await getCheck(other, own!.id)).toBeNull()
    expect(await listDifferences(other, own!.id)).toEqual([])
    expect(await listCheckSums(other, own!.id)).toEqual([])
  })

  test('a period that is not over, and one that Stripe does not have', async () => {
    const to = new Date(w.ctx.now.getTime() + 1000)
    expect(await askReports(w.as('analyst'), { period: { ...w.period, to } })).toEqual({
      ok: false,
      reason: 'wrong_period',
    })
    const early = await w.ask({ ...w.period, from: new Date('2020-01-01T00:00:00Z') })
    const refused = early.map(({ state, refusal }) => [state, refusal])
    expect(refused).toHaveLength(6)
    for (const [state, refusal] of refused) {
      expect(state).toBe('refused')
      expect(refusal).toContain('only available from')
    }
  })
})

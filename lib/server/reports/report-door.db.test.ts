import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProviderRefused } from '@/lib/providers/errors'
import type { Ctx } from '../context'
import { askReports } from './ask-reports'
import { getCheck, listChecks } from './queries'
import { receiveReport } from './report-door'
import { reportJudged, reportTrouble } from './report-wire'
import { runChecks } from './run-check'
import { openReportWorld, type ReportWorld } from './testing/report-world'

let w: ReportWorld
beforeAll(async () => {
  w = await openReportWorld((settings) => Object.assign(process.env, settings))
}, 180_000)
afterAll(() => w.close())

const days = { from: '2026-09-03', to: '2026-09-11' }

async function send(body: string, query: Record<string, string>, by = w.as('analyst')) {
  const address = `http://localhost/ledger/reports/upload?${new URLSearchParams({ ...days, ...query })}`
  const response = await receiveReport(by, new Request(address, { method: 'POST', body }))
  return { status: response.status, told: (await response.json()) as Record<string, unknown> }
}

describe('a file at the door', () => {
  test('a dry run says the verdict and keeps nothing; then the check is kept', async () => {
    const text = await w.savedFile('activity')
    const dry = await send(text, { kind: 'activity', dryRun: 'true' })
    expect(dry).toMatchObject({ status: 200, told: { checkId: null, verdict: 'equal', sumsOff: 0 } })
    expect(await listChecks(w.ctx)).toEqual([])
    const kept = await send(text, { kind: 'activity' })
    const stored = await getCheck(w.ctx, String(kept.told.checkId))
    expect(stored).toMatchObject({ verdict: 'equal', origin: 'file', accountId: w.sandbox.platform })
    expect((kept.told.counts as { rows: string }).rows).toBe(String(stored?.rows))
  })

  test('the sellers’ file is of no one account; a file of other days or another kind is refused with its line', async () => {
    const text = await w.savedFile('connected_activity')
    expect(await send(text, { kind: 'connected_activity', dryRun: 'true' })).toMatchObject({ status: 200 })
    const late = await send(text, { kind: 'connected_activity', from: '2026-09-08', dryRun: 'true' })
    expect(late).toMatchObject({ status: 422, told: { trouble: { message: 'The row was made outside the period' } } })
    const other = await send(text, { kind: 'dashboard', dryRun: 'true' })
    expect(other).toMatchObject({ status: 422, told: { trouble: { line: 1 } } })
  })

  test.each([
    [{ kind: 'moon' }, 400],
    [{ kind: 'activity', from: 'yesterday' }, 400],
    [{ kind: 'activity', from: '2026-09-12', to: '2026-09-01' }, 400],
    [{ kind: 'activity', account: 'acct_nobody' }, 404],
  ])('rejects %j', async (query, status) => {
    const before = await listChecks(w.ctx)
    expect((await send('id\n', query)).status).toBe(status)
    expect(await listChecks(w.ctx)).toEqual(before)
  })

  test('a machine with a key sends one too, and is told what to do where it is wrong', async () => {
    const key: Ctx = { ...w.ctx, actor: { kind: 'apiKey', id: 'key_1', marketplaceId: w.t.marketplaceId } }
    const text = await w.savedFile('connected_payout_items')
    const { status, told } = await send(text, { kind: 'connected_payout_items' }, key)
    expect(status).toBe(200)
    expect(reportJudged.parse(told)).toMatchObject({ verdict: 'equal' })
    const [row] = await w.rowsOf('SELECT asked_by FROM report_check WHERE id = $1', told.checkId)
    expect(row?.asked_by).toBe('key_1')
    const wrong = await send('id\n', { kind: 'moon' }, key)
    expect(wrong).toMatchObject({ status: 400, told: { error: { code: 'unreadable', fix: expect.any(String) } } })
    expect(reportTrouble.parse((await send(text, { kind: 'activity' }, key)).told).trouble.fix).not.toBe('')
  })

  test('of a role that may not check nothing is read', async () => {
    const body = new ReadableStream({ pull: () => expect.unreachable('the body was read') }, { highWaterMark: 0 })
    const address = `http://localhost/ledger/reports/upload?${new URLSearchParams({ ...days, kind: 'activity' })}`
    const request = new Request(address, { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect((await receiveReport(w.as('support'), request)).status).toBe(403)
  })

  test('rejects: a file cut off on its way, and an empty one', async () => {
    const address = `http://localhost/ledger/reports/upload?${new URLSearchParams({ ...days, kind: 'activity' })}`
    const headers = { 'content-length': '1000' }
    const cut = await receiveReport(w.as('analyst'), new Request(address, { method: 'POST', body: 'id\n', headers }))
    expect(await cut.json()).toMatchObject({ error: { code: 'cut_off' } })
    expect((await send('', { kind: 'activity' })).status).toBe(400)
  })
})

test('a file that Stripe does not have is refused for good, not tried for ever', async () => {
  const read = async () => {
    for await (const _ of w.provider.readReportFile(null, 'file_nothing')) throw new Error('bytes of nothing')
  }
  await expect(read()).rejects.toThrow(ProviderRefused)
})

test('a run that takes its time is waited for, and never asked for twice', async () => {
  const asked = await askReports(w.as('analyst'), { period: w.period })
  if (!asked.ok) throw new Error(asked.reason)
  const states = async () => Promise.all(asked.value.checkIds.map(async (id) => (await getCheck(w.ctx, id))?.state))
  const runs = async () => (await w.sandbox.get('/v1/reporting/report_runs?limit=100')).data.length
  const before = await runs()
  await runChecks(w.ctx, w.provider, { firstMs: 1, capMs: 1, mostMs: 0 })
  // The ends of the period wait for the rows.
  const both = ['waiting', 'waiting', 'queued']
  expect(await states()).toEqual([...both, ...both])
  await runChecks(w.ctx, w.provider, { firstMs: 1, capMs: 1, mostMs: 5 })
  expect(await states()).toEqual(Array(6).fill('checked'))
  expect(await runs()).toBe(before + 6)
  await runChecks(w.ctx, w.provider)
  expect(await runs()).toBe(before + 6)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Period, ReportKind } from '@/lib/domain/reports/report'
import { connectProvider } from '../access/connect-provider'
import { type Ctx, jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { spoolFile } from '../statements/spool-file'
import { type ConnectedProvider, connectionOf } from '../sync/connection-of'
import { syncMarketplace } from '../sync/sync-marketplace'
import { type Sandbox, startSandbox } from '../sync/testing/sandbox-process'
import { askReports } from './ask-reports'
import { checkReport } from './check-report'
import { fetchForChecks } from './fetch-for-checks'
import { type CheckRow, getCheck, listCheckSums, listChecks, listDifferences } from './queries'
import { runChecks } from './run-check'

let t: TestDatabase
let sandbox: Sandbox
let ctx: Ctx
let provider: ConnectedProvider
let period: Period
const quick = { firstMs: 1, capMs: 1, mostMs: 5 }

beforeAll(async () => {
  sandbox = await startSandbox(['--sellers', '40', '--days', '12', '--rate', '1000'])
  Object.assign(process.env, { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '1000' })
  t = await openTestDatabase()
  const now = await sandbox.now()
  ctx = jobCtx(t.db, t.marketplaceId, 'test', now)
  await connectProvider(ctx, {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: ['whsec_1'],
  })
  await t.admin.query('DELETE FROM provider_account WHERE account_id = $1', ['acct_platform'])
  provider = await connectionOf(ctx, false)
  await syncMarketplace(ctx, provider, { kind: 'full' })
  period = { from: new Date('2026-09-03T00:00:00Z'), to: new Date('2026-09-12T00:00:00Z') }
}, 180_000)
afterAll(async () => {
  await sandbox.stop()
  await t.close()
})

const as = (role: 'analyst' | 'support') => ({ ...t.ctxAs(role), now: ctx.now })
const rowsOf = (sql: string, ...params: unknown[]) => t.admin.query(sql, params).then(({ rows }) => rows)

/** Asks for the reports of a period and does what the job does. */
async function ask(of: Period): Promise<CheckRow[]> {
  const asked = await askReports(as('analyst'), { period: of })
  if (!asked.ok) throw new Error(asked.reason)
  await runChecks(ctx, provider, quick)
  return Promise.all(asked.value.checkIds.map(async (id) => (await getCheck(ctx, id))!))
}

/** A report of the sandbox as a person would save it. */
async function savedFile(kind: Exclude<ReportKind, 'dashboard'>): Promise<string> {
  const accountId = kind === 'connected_activity' ? null : sandbox.platform
  const { runId } = await provider.startReport({ kind, accountId, period }, `saved-${kind}-${Math.random()}`)
  await provider.readReportRun(accountId, runId)
  const run = await provider.readReportRun(accountId, runId)
  if (run.state !== 'ready') throw new Error(run.state)
  const chunks: Uint8Array[] = []
  for await (const chunk of provider.readReportFile(accountId, run.fileId)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function check(
  text: string,
  kind: ReportKind,
  { dryRun = false, by = as('analyst') as Ctx, accountId = '' } = {},
) {
  const file = await spoolFile(
    (async function* () {
      yield Buffer.from(text)
    })(),
  )
  if (!file.ok) throw new Error(file.reason)
  const of = kind === 'connected_activity' ? null : accountId || sandbox.platform
  const scope = { provider: 'stripe', livemode: false, kind, accountId: of, period }
  return checkReport(by, { scope, file: file.value, dryRun })
}

async function judged(text: string, kind: ReportKind = 'activity') {
  const result = await check(text, kind, { dryRun: true })
  if (!result.ok || !result.value.judged.ok) throw new Error(JSON.stringify(result))
  return result.value.judged
}

describe('what Stripe reports is what is stored, to the cent', () => {
  test('its own runs: the ends of the period, the platform, every seller at once, the payouts', async () => {
    const checks = await ask(period)
    const told = checks.map(({ kind, state, verdict, refusal }) => [kind, state, verdict, refusal]).sort()
    expect(told).toEqual(
      ['activity', 'connected_activity', 'payout_items', 'summary'].map((kind) => [kind, 'checked', 'equal', null]),
    )
    const rows = new Map(checks.map((one) => [one.kind, one.rows]))
    expect(rows.get('activity')).toBeGreaterThan(50n)
    expect(rows.get('connected_activity')).toBeGreaterThan(60n)
    expect(rows.get('payout_items')).toBeGreaterThan(10n)
  })

  test('the opening and the closing of the period are Stripe’s own', async () => {
    const summary = (await listChecks(ctx)).find(({ kind }) => kind === 'summary')!
    const sums = await listCheckSums(ctx, summary.id)
    expect(sums.map(({ currency }) => currency)).toContain('eur')
    for (const sum of sums) {
      expect(sum.holds).toBe(true)
      expect([sum.theirOpeningMinor, sum.theirClosingMinor]).toEqual([sum.openingMinor, sum.closingMinor])
      expect(sum.openingMinor + sum.netMinor).toBe(sum.closingMinor)
    }
    expect(sums.some(({ openingMinor, netMinor }) => openingMinor !== 0n && netMinor !== 0n)).toBe(true)
  })

  test('what a person saves from the Dashboard, payouts too', async () => {
    const seconds = (date: Date) => date.getTime() / 1000
    const account = `account=${sandbox.platform}&from=${seconds(period.from)}&to=${seconds(period.to)}`
    const address = `http://127.0.0.1:${sandbox.controlPort}/dashboard/balance?${account}`
    const result = await judged(await (await fetch(address)).text(), 'dashboard')
    expect(result.verdict).toBe('equal')
    expect(result.counts.rows).toBeGreaterThan(50n)
    for (const { openingMinor, netMinor, closingMinor } of result.sums)
      expect(openingMinor + netMinor).toBe(closingMinor)
  })

  test('the same check again has the same digest, and every verdict its audit row', async () => {
    const text = await savedFile('activity')
    expect((await judged(text)).digest).toBe((await judged(text)).digest)
    const audits = await rowsOf(`SELECT detail FROM audit_entry WHERE action = 'report.check'`)
    expect(audits).toHaveLength(4)
    expect(audits.every(({ detail }) => detail.verdict === 'equal')).toBe(true)
  })
})

describe('what is not the same is named', () => {
  test('one amount that was changed by a cent, with its line and both sides', async () => {
    const lines = (await savedFile('activity')).split('\n')
    const head = lines[0]!.split(',')
    const cells = lines[7]!.split(',')
    const at = (name: string) => head.indexOf(name)
    const raise = (name: string) => {
      cells[at(name)] = (Math.round(Number(cells[at(name)]) * 100 + 1) / 100).toFixed(2)
    }
    raise('gross')
    raise('net')
    lines[7] = cells.join(',')
    const result = await check(lines.join('\n'), 'activity')
    if (!result.ok) throw new Error(result.reason)
    const stored = await getCheck(ctx, result.value.checkId!)
    expect(stored).toMatchObject({ verdict: 'differs', differing: 1n, missingHere: 0n, missingThere: 0n })
    const found = await listDifferences(ctx, stored!.id)
    expect(found.map(({ kind, field, line, transactionId }) => [kind, field, line, transactionId])).toEqual([
      ['field', 'amount', 8, cells[at('balance_transaction_id')]],
      ['field', 'net', 8, cells[at('balance_transaction_id')]],
    ])
    expect(BigInt(found[0]!.theirs!) - BigInt(found[0]!.ours!)).toBe(1n)
    expect((await listCheckSums(ctx, stored!.id)).filter(({ holds }) => !holds)).toHaveLength(1)
  })

  test('another category, another day of availability, a row that is not there, and one that is there twice', async () => {
    const lines = (await savedFile('activity')).trimEnd().split('\n')
    lines[2] = lines[2]!.replace(/,(\d{4}-\d\d-\d\d) 00:00:00,/, ',2027-01-01 00:00:00,')
    lines[3] = lines[3]!.replace(/[^,]*$/, 'tax')
    const without = lines.toSpliced(5, 1)
    const { counts, verdict } = await judged(`${[...without, without[8]].join('\n')}\n`)
    expect(verdict).toBe('differs')
    expect(counts).toMatchObject({ missingThere: 1n, repeated: 1n, differing: 2n, missingHere: 0n })
  })

  test('an opening that is a cent off is no proof', async () => {
    const text = (await savedFile('summary')).replace(
      /^(starting_balance,[-\d]+\.\d)(\d)/m,
      (_, a, b) => `${a}${9 - b}`,
    )
    expect((await judged(text, 'summary')).verdict).toBe('differs')
  })

  test('a line that cannot be read refuses the whole file, and says which', async () => {
    const text = (await savedFile('activity')).replace(/\n(txn_[^\n]*)\n/, '\n=$1\n')
    const result = await check(text, 'activity')
    expect(result).toMatchObject({ ok: true, value: { judged: { ok: false, trouble: { code: 'formula', line: 2 } } } })
    const [newest] = await rowsOf(`SELECT refusal FROM report_check WHERE state = 'refused'`)
    expect(newest?.refusal).toContain('Line 2')
  })
})

describe('what is missing here is fetched from the API, never written from the file', () => {
  /** Forgets rows as if they had never come. */
  async function forget(count: number): Promise<string[]> {
    const forgotten = await rowsOf(
      `SELECT id FROM balance_transaction WHERE account_id = $1 AND created >= $2 AND created < $3
         AND reporting_category NOT LIKE 'payout%' ORDER BY id LIMIT $4`,
      ...[sandbox.platform, period.from, period.to, count],
    )
    const ids = forgotten.map(({ id }) => id)
    await t.admin.query('ALTER TABLE balance_transaction DISABLE TRIGGER USER')
    await t.admin.query('DELETE FROM balance_transaction WHERE id = ANY($1)', [ids])
    await t.admin.query('ALTER TABLE balance_transaction ENABLE TRIGGER USER')
    return ids
  }

  test.each([3, 60])('%i rows that a run has are fetched, and then the run is equal', async (count) => {
    const ids = await forget(count)
    const checks = await ask(period)
    expect(checks.map(({ verdict }) => verdict)).toEqual(['equal', 'equal', 'equal', 'equal'])
    expect(checks.some(({ fetched }) => fetched === BigInt(count))).toBe(true)
    expect(await rowsOf('SELECT count(*)::int AS n FROM balance_transaction WHERE id = ANY($1)', ids)).toEqual([
      { n: count },
    ])
  })

  test('a file names them; a changed file cannot bring a false amount in', async () => {
    const text = await savedFile('activity')
    const [id] = await forget(1)
    const before = await rowsOf('SELECT count(*)::int AS n FROM balance_transaction')
    const lie = text.replace(new RegExp(`(${id},[^\\n]*)`), (line) => line.replace(/\.\d\d/g, '.00'))
    const result = await check(lie, 'activity')
    if (!result.ok) throw new Error(result.reason)
    expect(await getCheck(ctx, result.value.checkId!)).toMatchObject({ missingHere: 1n, verdict: 'differs' })
    expect(await rowsOf('SELECT count(*)::int AS n FROM balance_transaction')).toEqual(before)
    await fetchForChecks(ctx, provider)
    expect(await getCheck(ctx, result.value.checkId!)).toMatchObject({ fetched: 1n, verdict: 'differs' })
    expect((await judged(text)).verdict).toBe('equal')
  })
})

describe('rejects', () => {
  test('support may look, not check; and another marketplace neither sees nor checks', async () => {
    const text = await savedFile('summary')
    expect(await check(text, 'summary', { by: as('support') })).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await askReports(as('support'), { period })).toEqual({ ok: false, reason: 'not_permitted' })
    const other = { ...t.ctxAs('analyst', t.otherMarketplaceId), now: ctx.now }
    expect(await check(text, 'summary', { by: other })).toEqual({ ok: false, reason: 'unknown_account' })
    const [own] = await listChecks(ctx)
    expect(await listChecks(other)).toEqual([])
    expect(await getCheck(other, own!.id)).toBeNull()
    expect(await listDifferences(other, own!.id)).toEqual([])
    expect(await listCheckSums(other, own!.id)).toEqual([])
  })

  test('a period that is not over, and one that Stripe does not have', async () => {
    const to = new Date(ctx.now.getTime() + 1000)
    expect(await askReports(as('analyst'), { period: { ...period, to } })).toEqual({
      ok: false,
      reason: 'wrong_period',
    })
    const early = await ask({ ...period, from: new Date('2020-01-01T00:00:00Z') })
    const refused = early.map(({ state, refusal }) => [state, refusal])
    expect(refused).toHaveLength(4)
    for (const [state, refusal] of refused) {
      expect(state).toBe('refused')
      expect(refusal).toContain('only available from')
    }
  })
})

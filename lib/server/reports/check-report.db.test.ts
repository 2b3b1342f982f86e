import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everySeller, reportKinds } from '@/lib/domain/reports/report'
import { getCheck, listCheckSums, listChecks, listDifferences } from './queries'
import { openReportWorld, type ReportWorld } from './testing/report-world'

let w: ReportWorld
beforeAll(async () => {
  w = await openReportWorld((settings) => Object.assign(process.env, settings))
}, 180_000)
afterAll(() => w.close())

describe('what Stripe reports is what is stored, to the cent', () => {
  test('its own runs: the ends of the period, the platform, every seller at once, the payouts', async () => {
    const checks = await w.ask(w.period)
    const told = checks.map(({ kind, state, verdict, refusal }) => [kind, state, verdict, refusal]).sort()
    expect(told).toEqual(
      reportKinds
        .filter((kind) => kind !== 'dashboard')
        .sort()
        .map((kind) => [kind, 'checked', 'equal', null]),
    )
    const rows = new Map(checks.map((one) => [one.kind, one.rows]))
    expect(rows.get('activity')).toBeGreaterThan(50n)
    expect(rows.get('connected_activity')).toBeGreaterThan(60n)
    expect(rows.get('payout_items')).toBeGreaterThan(10n)
    expect(rows.get('connected_payout_items')).toBeGreaterThan(10n)
  })

  test('the opening and the closing of the period are Stripe’s own', async () => {
    const summary = (await listChecks(w.ctx)).find(({ kind }) => kind === 'summary')!
    const sums = await listCheckSums(w.ctx, summary.id)
    expect(sums.map(({ currency }) => currency)).toContain('eur')
    for (const sum of sums) {
      expect(sum.holds).toBe(true)
      expect([sum.theirOpeningMinor, sum.theirClosingMinor]).toEqual([sum.openingMinor, sum.closingMinor])
      expect(sum.openingMinor + sum.netMinor).toBe(sum.closingMinor)
    }
    expect(sums.some(({ openingMinor, netMinor }) => openingMinor !== 0n && netMinor !== 0n)).toBe(true)
  })

  test('all sellers together stand at Stripe’s own ends; and one of them alone at his, with what his payouts consist of', async () => {
    const together = (await listChecks(w.ctx)).find(({ kind }) => kind === 'connected_summary')!
    const sums = await listCheckSums(w.ctx, together.id)
    expect(sums.length).toBeGreaterThan(3)
    expect(sums.every(({ accountId, holds }) => accountId === everySeller && holds)).toBe(true)
    expect(sums.some(({ openingMinor, netMinor }) => openingMinor !== 0n && netMinor !== 0n)).toBe(true)
    const [busiest] = await w.rowsOf(
      `SELECT account_id AS id FROM payout_item WHERE account_id <> $1 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
      w.sandbox.platform,
    )
    const own = await w.ask(w.period, String(busiest?.id))
    expect(own.map(({ kind, verdict, accountId }) => [kind, verdict, accountId])).toEqual(
      ['activity', 'payout_items', 'summary'].map((kind) => [kind, 'equal', busiest?.id]),
    )
    expect(own.every(({ kind, rows }) => kind === 'summary' || rows > 3n)).toBe(true)
  })

  test('an ending of all sellers that is a cent off is no proof', async () => {
    const text = (await w.savedFile('connected_summary')).replace(
      /^(ending_balance,[^\n]*?)(\d)(,[a-z]{3})$/m,
      (_, before, digit, after) => `${before}${9 - digit}${after}`,
    )
    expect((await w.judged(text, 'connected_summary')).verdict).toBe('differs')
  })

  test('what a person saves from the Dashboard, payouts too', async () => {
    const seconds = (date: Date) => date.getTime() / 1000
    const account = `account=${w.sandbox.platform}&from=${seconds(w.period.from)}&to=${seconds(w.period.to)}`
    const address = `http://127.0.0.1:${w.sandbox.controlPort}/dashboard/balance?${account}`
    const result = await w.judged(await (await fetch(address)).text(), 'dashboard')
    expect(result.verdict).toBe('equal')
    expect(result.counts.rows).toBeGreaterThan(50n)
    for (const { openingMinor, netMinor, closingMinor } of result.sums)
      expect(openingMinor + netMinor).toBe(closingMinor)
  })

  test('the same check again has the same digest, and every verdict its audit row', async () => {
    const text = await w.savedFile('activity')
    expect((await w.judged(text)).digest).toBe((await w.judged(text)).digest)
    const audits = await w.rowsOf(`SELECT detail FROM audit_entry WHERE action = 'report.check'`)
    expect(audits).toHaveLength(9)
    expect(audits.every(({ detail }) => (detail as { verdict: string }).verdict === 'equal')).toBe(true)
  })
})

describe('what is not the same is named', () => {
  test('one amount that was changed by a cent, with its line and both sides', async () => {
    const lines = (await w.savedFile('activity')).split('\n')
    const head = lines[0]!.split(',')
    const cells = lines[7]!.split(',')
    const at = (name: string) => head.indexOf(name)
    const raise = (name: string) => {
      cells[at(name)] = (Math.round(Number(cells[at(name)]) * 100 + 1) / 100).toFixed(2)
    }
    raise('gross')
    raise('net')
    lines[7] = cells.join(',')
    const result = await w.check(lines.join('\n'), 'activity')
    if (!result.ok) throw new Error(result.reason)
    const stored = await getCheck(w.ctx, result.value.checkId!)
    expect(stored).toMatchObject({ verdict: 'differs', differing: 1n, missingHere: 0n, missingThere: 0n })
    const found = await listDifferences(w.ctx, stored!.id)
    expect(found.map(({ kind, field, line, transactionId }) => [kind, field, line, transactionId])).toEqual([
      ['field', 'amount', 8, cells[at('balance_transaction_id')]],
      ['field', 'net', 8, cells[at('balance_transaction_id')]],
    ])
    expect(BigInt(found[0]!.theirs!) - BigInt(found[0]!.ours!)).toBe(1n)
    expect((await listCheckSums(w.ctx, stored!.id)).filter(({ holds }) => !holds)).toHaveLength(1)
  })

  test('another category, another day of availability, a row that is not there, and one that is there twice', async () => {
    const lines = (await w.savedFile('activity')).trimEnd().split('\n')
    lines[2] = lines[2]!.replace(/,(\d{4}-\d\d-\d\d) 00:00:00,/, ',2027-01-01 00:00:00,')
    lines[3] = lines[3]!.replace(/[^,]*$/, 'tax')
    const without = lines.toSpliced(5, 1)
    const { counts, verdict } = await w.judged(`${[...without, without[8]].join('\n')}\n`)
    expect(verdict).toBe('differs')
    expect(counts).toMatchObject({ missingThere: 1n, repeated: 1n, differing: 2n, missingHere: 0n })
  })

  test('an opening that is a cent off is no proof', async () => {
    const text = (await w.savedFile('summary')).replace(
      /^(starting_balance,[-\d]+\.\d)(\d)/m,
      (_, a, b) => `${a}${9 - b}`,
    )
    expect((await w.judged(text, 'summary')).verdict).toBe('differs')
  })

  test('a line that cannot be read refuses the whole file, and says which', async () => {
    const text = (await w.savedFile('activity')).replace(/\n(txn_[^\n]*)\n/, '\n=$1\n')
    const result = await w.check(text, 'activity')
    expect(result).toMatchObject({ ok: true, value: { judged: { ok: false, trouble: { code: 'formula', line: 2 } } } })
    const [newest] = await w.rowsOf(`SELECT refusal FROM report_check WHERE state = 'refused'`)
    expect(newest?.refusal).toContain('Line 2')
  })
})

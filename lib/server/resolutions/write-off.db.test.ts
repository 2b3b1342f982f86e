import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ago } from '@/lib/domain/reconciliation/testing/small-family'
import { noParticulars } from '@/lib/domain/resolutions/act'
import { reopenException } from '../exceptions/reopen-exception'
import { listDriftedAccounts } from '../ledger/queries'
import { proposeResolution } from './propose-resolution'
import { listResolutions } from './queries'
import { openResolutionGround, type ResolutionGround } from './testing/resolution-ground'

let g: ResolutionGround
beforeAll(async () => {
  g = await openResolutionGround()
})
afterAll(() => g.t.close())
beforeEach(() => g.begin())

describe('a write-off', () => {
  const missing = (minor: string) => g.book({ kind: 'sale', amountMinor: minor, reference: g.id('S-1') })
  const balances = async () =>
    (
      await g.t.admin.query(
        `SELECT ledger_account AS account, (debit_minor - credit_minor)::text AS minor FROM ledger_balance
         WHERE marketplace_id = $1 AND ledger_account ~ '^(write_offs|book_differences)' AND debit_minor <> credit_minor ORDER BY 1`,
        [g.t.marketplaceId],
      )
    ).rows

  test('within the limit posts the expense, survives every run, and is undone by the opposite posting', async () => {
    await missing('10000')
    await g.run()
    const resolution = await g.done(g.id('S-1'), 'write_off')
    expect(await balances()).toEqual([
      { account: 'book_differences:acct_platform', minor: '-10000' },
      { account: 'write_offs:missing_in_stripe', minor: '10000' },
    ])
    await g.survives(g.id('S-1'), 'resolved')
    const { id: exception, version } = await g.about(g.id('S-1'))
    expect(await reopenException(g.analyst(), { id: exception, version })).toMatchObject({ reason: 'undo_instead' })
    expect(await g.undo(resolution)).toEqual({ ok: true })
    await g.survives(g.id('S-1'), 'open')
    expect(await balances()).toEqual([])
    expect(await listDriftedAccounts(g.t.ctx)).toEqual([])
    const { rows } = await g.t.admin.query('SELECT id FROM ledger_posting WHERE transaction_id = $1 ORDER BY id', [
      resolution,
    ])
    expect(rows.map((row) => row.id)).toEqual([`${resolution}.1`, `${resolution}.2`])
  })

  test('two people at once: one writes it off, the other is told, and it is posted once', async () => {
    await missing('10000')
    await g.run()
    const results = await Promise.all([
      g.propose(g.id('S-1'), 'write_off'),
      g.propose(g.id('S-1'), 'write_off', {}, g.t.ctxAs('admin')),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect((await balances()).map((row) => row.minor)).toEqual(['-10000', '10000'])
    const [resolution] = await listResolutions(g.analyst(), (await g.about(g.id('S-1'))).id)
    const undone = await Promise.all([g.undo(resolution?.id ?? ''), g.undo(resolution?.id ?? '', g.t.ctxAs('admin'))])
    expect(undone.filter((result) => result.ok)).toHaveLength(1)
    expect(await balances()).toEqual([])
  })

  test('rejects: who may not, what does not fit, another marketplace, and an old page', async () => {
    await missing('10000')
    await g.run()
    const { id: exception, version } = await g.about(g.id('S-1'))
    expect(await g.propose(g.id('S-1'), 'write_off', {}, g.t.ctxAs('executive'))).toMatchObject({
      reason: 'not_permitted',
    })
    expect(await g.propose(g.id('S-1'), 'reverse_transfer')).toMatchObject({ reason: 'wrong_act' })
    expect(await g.propose(g.id('S-1'), 'wait_until', { until: ago(1) })).toMatchObject({ reason: 'day_past' })
    const input = { id: exception, version, act: 'not_ours' as const, note: 'x', particulars: noParticulars }
    const stranger = g.t.ctxAs('admin', g.t.otherMarketplaceId)
    expect(await proposeResolution(stranger, input)).toMatchObject({ reason: 'not_found' })
    expect(await proposeResolution(g.analyst(), { ...input, version: version + 1 })).toMatchObject({ reason: 'stale' })
    const resolution = await g.done(g.id('S-1'), 'not_ours')
    expect(await g.undo(resolution, stranger)).toMatchObject({ reason: 'not_found' })
    expect(await listResolutions(stranger, exception)).toEqual([])
    expect(await g.undo(resolution)).toEqual({ ok: true })
    expect(await g.audits(exception)).toEqual(['resolution.not_ours', 'resolution.undo'])
  })

  test('what was done cannot be changed, by the database and as the application’s own role', async () => {
    await missing('10000')
    await g.run()
    const resolution = await g.done(g.id('S-1'), 'write_off')
    const change = g.t.admin.query('UPDATE resolution SET amount_minor = 1 WHERE id = $1', [resolution])
    await expect(change).rejects.toThrow(/undo it, never change it/)
  })
})

import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Target } from '@/lib/domain/close/chart-map'
import { entity } from '@/lib/domain/close/period'
import { listAudit } from '../audit/queries'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { type CloseFile, downloadClose } from './download-close'
import { listChartEdits, mapAccount } from './journal/map-account'
import { loadPack } from './pack/load-pack'
import { getPeriod, listClosedBalances } from './queries'
import { at, closeMonth, october, proveAll, provenWorld, saleAt, september } from './testing/closing-ground'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await provenWorld(t, 7, 900)
  await closeMonth(t, september)
  await storeEntries(t.ctx, [saleAt('ch_late', new Date('2026-09-30T12:00:00Z'))])
  await postLedger(t.ctx)
  await proveAll(t)
  await closeMonth(t, october)
})
afterAll(() => t.close())

const key = { scope: entity, month: september }
const auditor = () => at(t.ctxAs('executive'))

async function bytesOf(file: CloseFile, ctx: Ctx = auditor(), month = september): Promise<Buffer> {
  const result = await downloadClose(ctx, { scope: entity, month }, file)
  if (!result.ok) throw new Error(result.reason)
  const chunks: Uint8Array[] = []
  for await (const chunk of result.value.chunks) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const journal = (target: Target, part = 1): CloseFile => ({ kind: 'journal', target, currency: 'eur', part })
const rowsOf = (bytes: Buffer): Record<string, string>[] => parse(bytes, { columns: true })
const cents = (text: string | undefined) => BigInt((text || '0.00').replace('.', ''))

describe('journals for the general ledger', () => {
  test.each([
    ['netsuite', 'External ID', 'Debit', 'Credit'],
    ['quickbooks', 'Journal No.', 'Debits', 'Credits'],
  ] as const)(
    '%s: every journal balances, and all of them are the month’s movements',
    async (target, id, debit, credit) => {
      const rows = rowsOf(await bytesOf(journal(target)))
      const journals = Map.groupBy(rows, (row) => row[id] ?? '')
      expect(journals.size).toBeGreaterThan(5)
      for (const [externalId, lines] of journals) {
        expect(externalId.length).toBeLessThanOrEqual(21)
        expect(lines.reduce((sum, row) => sum + cents(row[debit]) - cents(row[credit]), 0n)).toBe(0n)
      }
      const stripe = rows.filter((row) => row.Account === '1100' || row['Account Name'] === 'Balance at Stripe')
      const moved = (await listClosedBalances(t.ctx, key))
        .filter(({ ledgerAccount, currency }) => ledgerAccount.startsWith('stripe:') && currency === 'eur')
        .reduce((sum, row) => sum + row.debitMinor - row.creditMinor, 0n)
      expect(stripe.reduce((sum, row) => sum + cents(row[debit]) - cents(row[credit]), 0n)).toBe(moved)
    },
  )

  test('xero: signed amounts that add up to nothing per narration, in files of at most 300 lines', async () => {
    const rows = rowsOf(await bytesOf(journal('xero')))
    expect(rows.length).toBeLessThanOrEqual(300)
    const journals = Map.groupBy(rows, (row) => row['*Narration'] ?? '')
    for (const lines of journals.values()) expect(lines.reduce((sum, row) => sum + cents(row['*Amount']), 0n)).toBe(0n)
    const ids = rowsOf(await bytesOf(journal('netsuite'))).map((row) => `${row.Memo} EUR`)
    expect([...journals.keys()]).toEqual([...new Set(ids)])
    expect(await downloadClose(auditor(), key, journal('xero', 2))).toEqual({ ok: false, reason: 'no_such_part' })
  })

  test('exporting again adds nothing: the same bytes, the same ids, also after later months were closed', async () => {
    for (const target of ['netsuite', 'quickbooks', 'xero'] as const) {
      const [first, second] = [await bytesOf(journal(target)), await bytesOf(journal(target))]
      expect(second.equals(first)).toBe(true)
    }
    const [again, before] = await listAudit(t.ctx, { action: 'period.download' })
    expect(again?.detail.digest).toBe(before?.detail.digest)
  })

  test('another number for an account stands in the file, and in the audit trail', async () => {
    const admin = at(t.ctxAs('admin'))
    const input = { target: 'netsuite', root: 'refunds', number: '4321', name: 'Given back' } as const
    expect(await mapAccount(at(t.ctxAs('analyst')), input)).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await mapAccount(admin, { ...input, root: 'no_such_root' })).toEqual({ ok: false, reason: 'unknown_root' })
    expect(await mapAccount(admin, input)).toMatchObject({ ok: true })
    expect(rowsOf(await bytesOf(journal('netsuite'))).map((row) => row.Account)).toContain('4321')
    expect(await listChartEdits(t.ctxAs('admin', t.otherMarketplaceId))).toEqual([])
    expect(await listAudit(t.ctx, { action: 'chart.map' })).toHaveLength(1)
  })
})

describe('for auditors', () => {
  test('the population is complete: its rows and sums are those that were closed', async () => {
    const text = (await bytesOf({ kind: 'population' })).toString()
    const period = await getPeriod(t.ctx, key)
    expect(text).toContain(`Rows in this file,${period?.postings}\nPostings as closed,${period?.postings}\n`)
    const [rows = ''] = text.split('\n\n')
    const lines: string[][] = parse(rows, { relax_column_count: true })
    expect(BigInt(lines.length - 1)).toBe(period?.postings)
    const sum = lines.filter((line) => line[7] === 'EUR').reduce((total, line) => total + cents(line[6]), 0n)
    expect(text).toContain(`"Sum of amounts, EUR",${sum / 100n}.${(sum % 100n).toString().padStart(2, '0')}`)
    expect(text).toContain(period?.auditHash)
  })

  test('the same seed draws the same rows of that population, with their evidence', async () => {
    const draw = (seed: bigint): CloseFile => ({ kind: 'sample', seed, size: 12 })
    const [first, second, other] = [await bytesOf(draw(42n)), await bytesOf(draw(42n)), await bytesOf(draw(43n))]
    expect(second.equals(first)).toBe(true)
    const bundle = JSON.parse(first.toString())
    expect(bundle.positions).not.toEqual(JSON.parse(other.toString()).positions)
    expect(bundle.items).toHaveLength(12)
    const population = parse((await bytesOf({ kind: 'population' })).toString(), {
      relax_column_count: true,
    }) as string[][]
    for (const [at, position] of (bundle.positions as number[]).entries()) {
      const { posting, transaction, postings } = bundle.items[at]
      expect(population[position + 1]?.[0]).toBe(posting.id)
      expect(transaction.id).toBe(posting.transactionId)
      expect(postings.map(({ id }: { id: string }) => id)).toContain(posting.id)
    }
  })
})

describe('the pack', () => {
  test('is a PDF of the same bytes each time', async () => {
    const first = await bytesOf({ kind: 'pack', format: 'pdf' })
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await bytesOf({ kind: 'pack', format: 'pdf' })).equals(first)).toBe(true)
  })

  test('is a workbook whose sheets hold what was closed', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await bytesOf({ kind: 'pack', format: 'xlsx' })) as unknown as ArrayBuffer)
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Sign-offs',
      'Trial balance',
      'All accounts',
      'Balances with proof',
      'Movements by category',
      'Open items',
      'Matches by rule',
    ])
    const accounts = await listClosedBalances(t.ctx, key)
    const sheet = book.getWorksheet('All accounts')
    expect(sheet?.rowCount).toBe(accounts.length + 1)
    expect(sheet?.getCell('G2').value).toBe(Number(accounts[0]?.closingMinor) / 100)
    const signs = book.getWorksheet('Sign-offs')?.getColumn(2).values
    expect(signs).toContain((await getPeriod(t.ctx, key))?.auditHash)
    expect(signs).toContain('analyst')
  })

  test('movements by category are what the clearing accounts moved by, late ones in the month that took them', async () => {
    for (const month of [september, october]) {
      const period = await getPeriod(t.ctx, { scope: entity, month })
      if (!period) throw new Error('not closed')
      const { categories, accounts } = await loadPack(auditor(), period)
      const moved = accounts.filter(({ ledgerAccount }) => ledgerAccount.startsWith('stripe:'))
      for (const currency of ['eur', 'usd']) {
        const own = <T extends { currency: string }>(rows: T[]) => rows.filter((row) => row.currency === currency)
        expect(own(categories).reduce((sum, row) => sum + row.netMinor, 0n)).toBe(
          own(moved).reduce((sum, row) => sum + row.debitMinor - row.creditMinor, 0n),
        )
      }
      expect(categories.reduce((sum, row) => sum + row.late, 0n)).toBe(month === october ? 1n : 0n)
    }
  })
})

test('rejects: a role without the right, an open month, another marketplace; and who took what is on record', async () => {
  const pack: CloseFile = { kind: 'pack', format: 'pdf' }
  expect(await downloadClose(at(t.ctxAs('support')), key, pack)).toEqual({ ok: false, reason: 'not_permitted' })
  const november = { scope: entity, month: '2026-11' as typeof september }
  expect(await downloadClose(auditor(), november, pack)).toEqual({ ok: false, reason: 'not_closed' })
  const stranger = at(t.ctxAs('admin', t.otherMarketplaceId))
  expect(await downloadClose(stranger, key, pack)).toEqual({ ok: false, reason: 'not_closed' })
  await bytesOf(pack)
  const [row] = await listAudit(t.ctx, { action: 'period.download' })
  expect(row).toMatchObject({ subject: '2026-09', detail: { kind: 'pack', format: 'pdf' } })
})

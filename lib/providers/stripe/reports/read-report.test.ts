import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exponents } from '@/lib/domain/money/currencies'
import { decimalFromMinor } from '@/lib/domain/money/decimal'
import type { ReportEvent, ReportKind } from '@/lib/domain/reports/report'
import { readReport } from './read-report'

async function read(text: string | Uint8Array, kind: ReportKind = 'activity', piece = 7): Promise<ReportEvent[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const events: ReportEvent[] = []
  for await (const event of readReport(chunks(), kind)) events.push(event)
  return events
}

const head =
  'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description'
const row = (currency: string, gross: string, fee: string, net: string, more = 'charge,ch_1,') =>
  `txn_1,2026-09-01 10:00:00,2026-09-03 00:00:00,${currency},${gross},${fee},${net},${more}`
const file = (...rows: string[]) => `${[head, ...rows].join('\n')}\n`
const told = (events: ReportEvent[]) =>
  events.map((e) => (e.kind === 'trouble' ? [e.trouble.code, e.trouble.line, e.trouble.field] : e.kind))

test('a row comes out in minor units of the API, with its line and its times in UTC', async () => {
  expect(await read(file(row('eur', '100.00', '3.20', '96.80')))).toEqual([
    {
      kind: 'row',
      row: {
        line: 2,
        id: 'txn_1',
        accountId: null,
        amountMinor: 10_000n,
        feeMinor: 320n,
        netMinor: 9_680n,
        currency: 'eur',
        category: 'charge',
        type: null,
        created: new Date('2026-09-01T10:00:00Z'),
        availableOn: new Date('2026-09-03T00:00:00Z'),
        payoutId: null,
      },
    },
  ])
})

test.each([
  ['jpy', '1200', 1200n],
  ['jpy', '1200.00', 1200n],
  ['kwd', '1.230', 1230n],
  ['isk', '1234.00', 123_400n],
  ['isk', '1234', 123_400n],
  ['ugx', '500', 50_000n],
  ['huf', '-12.50', -1250n],
  ['mga', '7', 7n],
])('%s %s is %s', async (currency, text, minor) => {
  const [event] = await read(file(row(currency, text, '0', text)))
  expect(event).toMatchObject({ kind: 'row', row: { amountMinor: minor, netMinor: minor, currency } })
})

test.each([
  ['jpy', '1200.5', 'amount'],
  ['eur', '1.234', 'amount'],
  ['kwd', '1.2345', 'amount'],
  ['eur', '1,234.50', 'amount'],
  ['eur', '1e3', 'amount'],
  ['eur', '', 'amount'],
  ['xyz', '1', 'currency'],
  ['euro', '1', 'currency'],
])('%s %s is refused, with its line', async (currency, text, code) => {
  const quoted = `"${text}"`
  const events = await read(file(row('eur', '1', '0', '1'), row(currency, quoted, '0', quoted)))
  expect(told(events)).toEqual(['row', [code, 3, expect.any(String)]])
})

describe('what is not an export of Stripe as it was written', () => {
  test.each([
    ['a net that is not gross less fee', row('eur', '100.00', '3.20', '96.81'), 'does_not_add_up'],
    ['a formula in the id', row('eur', '1', '0', '1').replace('txn_1', '=HYPERLINK(1)'), 'formula'],
    ['a formula in the amount', row('eur', '-1+2', '0', '1'), 'formula'],
    ['a formula in the category', row('eur', '1', '0', '1', '@SUM(A1),ch_1,'), 'formula'],
    ['no id', row('eur', '1', '0', '1').replace('txn_1', ''), 'missing'],
    ['a day that is none', row('eur', '1', '0', '1').replace('2026-09-01', '2026-02-30'), 'day'],
    ['a time with a zone', row('eur', '1', '0', '1').replace('10:00:00', '10:00:00+02'), 'day'],
  ])('%s', async (_, line, code) => {
    expect(told(await read(file(line)))).toEqual([[code, 2, expect.any(String)]])
  })

  test.each([
    ['two columns of one name', file(row('eur', '1', '0', '1')).replace('description', 'net'), 'column_twice', 1],
    ['a column that is missing', file(row('eur', '1', '0', '1')).replace('gross', 'total'), 'column_missing', 1],
    ['times in a zone that is not said', file().replace('created_utc', 'created'), 'column_missing', 1],
    ['a row cut short', file(row('eur', '1', '0', '1')).slice(0, -12), 'truncated', 2],
    ['an open quote', file(row('eur', '1', '0', '1', 'charge,ch_1,"Rent')), 'truncated', 2],
    ['an empty file', '', 'format', 1],
  ])('%s breaks the file', async (_, text, code, line) => {
    const [event] = await read(text)
    expect(event).toMatchObject({ kind: 'trouble', trouble: { code, line, breaks: true } })
  })

  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(file(row('eur', '1', '0', '1', 'charge,ch_1,'))), Buffer.from([0xff, 10])])
    expect(told(await read(bytes)).at(-1)).toEqual(['encoding', 3, null])
  })
})

test('a mark at the beginning, line breaks in a description and unknown columns change nothing', async () => {
  const plain = await read(file(row('eur', '1', '0', '1'), row('eur', '2', '0', '2')))
  const noisy = `\ufeff${head},"payment_metadata[who]"\r\n${row('eur', '1', '0', '1', 'charge,ch_1,"Two\r\nlines, ""quoted"""')},=ann\r\n${row('eur', '2', '0', '2')},bob\r\n`
  const events = await read(noisy)
  const lineless = (all: ReportEvent[]) => all.map((e) => (e.kind === 'row' ? { ...e.row, line: 0 } : e))
  expect(lineless(events)).toEqual(lineless(plain))
  expect(events.map((e) => e.kind === 'row' && e.row.line)).toEqual([2, 4])
  expect(JSON.stringify(lineless(events), (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain('ann')
})

test('what is written in major units is read back to the cent, in every currency and cut anywhere', async () => {
  const currency = fc.constantFrom(...exponents.keys())
  const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  const rows = fc.array(fc.record({ currency, amount: minor, fee: minor }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 64 }), async (wanted, piece) => {
      const major = (value: bigint, code: string) => {
        const text = decimalFromMinor(value, code)
        return text.ok ? text.value : ''
      }
      const lines = wanted.map(({ currency: code, amount, fee }) =>
        row(code, major(amount, code), major(fee, code), major(amount - fee, code)),
      )
      const events = await read(file(...lines), 'activity', piece)
      expect(events.map((e) => e.kind === 'row' && [e.row.currency, e.row.amountMinor, e.row.feeMinor])).toEqual(
        wanted.map(({ currency: code, amount, fee }) => [code, amount, fee]),
      )
    }),
    { numRuns: 60 },
  )
})

test('the Dashboard writes times to the minute and types instead of categories', async () => {
  const text =
    'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n' +
    'txn_1,payout,po_1,-93.93,0.00,-93.93,eur,2026-09-20 00:00,2026-09-20 00:00,STRIPE PAYOUT\n'
  expect(await read(text, 'dashboard')).toMatchObject([
    { kind: 'row', row: { type: 'payout', category: null, netMinor: -9393n } },
  ])
})

test('of a summary the opening, the activity, the payouts and the closing are read', async () => {
  const text =
    'category,description,net_amount,currency\nstarting_balance,Starting balance,1.00,eur\nactivity_gross,x,5.00,eur\n' +
    'activity,x,4.50,eur\npayouts,x,-1.00,eur\nending_balance,x,4.50,eur\n'
  const events = await read(text, 'summary')
  expect(events.map((e) => e.kind === 'summary' && [e.summary.category, e.summary.minor])).toEqual([
    ['starting_balance', 100n],
    ['activity', 450n],
    ['payouts', -100n],
    ['ending_balance', 450n],
  ])
})

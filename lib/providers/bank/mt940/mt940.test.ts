import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalFromMinor } from '@/lib/domain/money/decimal'
import type { ReadOptions } from '../read-statements'
import { eventsOf, linesOf, mt940, statementsOf, troublesOf } from '../testing/sample-files'
import { detailsFrom86 } from './mt940-details'

const options: ReadOptions = { format: 'mt940', encoding: null }

test('a statement is read with account, balances, lines and what stands in their details', async () => {
  const events = await eventsOf(mt940, options, 7)
  expect(troublesOf(events)).toEqual([])
  const [fact] = statementsOf(events)
  expect(fact).toMatchObject({
    account: { number: '37040044/0532013000', form: 'other' },
    sequence: '7',
    page: '1',
    opening: { minor: 10_000n, on: '2026-10-30', line: 4 },
    closing: { minor: 14_250n, on: '2026-10-31', line: 10 },
  })
  expect(fact?.lines).toMatchObject([
    {
      line: 5,
      amountMinor: 5000n,
      bookedOn: '2026-10-30',
      references: { endToEndId: 'E2E-0001', bankReference: 'BANK-1', customerReference: 'E2E-1' },
      text: 'STRIPE PAYOUT',
      counterparty: 'STRIPE PAYMENTS EUROPE',
      bankCode: '166',
    },
    { line: 8, amountMinor: -750n, isReversal: true, text: 'returned', bankCode: 'NRTI' },
  ])
})

test('the blocks of the network and lines that end in CR LF change nothing', async () => {
  const wrapped = `{1:F01BANKDEFFXXXX}{2:O940}{4:\n${mt940.replace(/-\n$/, '-}\n')}`.replaceAll('\n', '\r\n')
  expect(linesOf(await eventsOf(wrapped, options)).map((line) => line.amountMinor)).toEqual([5000n, -750n])
})

test('a line booked around New Year has the year that is nearest to its value day', async () => {
  const file = mt940.replace('2610301030C', '2701021231C')
  expect(linesOf(await eventsOf(file, options))[0]).toMatchObject({ bookedOn: '2026-12-31', valueOn: '2027-01-02' })
})

test.each([
  ['C', 750n],
  ['D', -750n],
  ['RC', -750n],
  ['RD', 750n],
])('the mark %s moves %s', async (mark, amountMinor) => {
  const file = mt940.replace('1031RC7,5', `1031${mark}7,5`)
  expect(linesOf(await eventsOf(file, options)).at(-1)?.amountMinor).toBe(amountMinor)
})

test('details in words between slashes, and in plain text', () => {
  expect(detailsFrom86(['/EREF/E-77/NAME/Ada L', 'ovelace/REMI/Order 7/'])).toMatchObject({
    endToEndId: 'E-77',
    counterparty: 'Ada Lovelace',
    text: 'Order 7',
  })
  expect(detailsFrom86(['card payment', 'Lisbon'])).toMatchObject({ text: 'card payment Lisbon', counterparty: null })
})

test.each([
  ['a line that is none', mt940.replace(':61:2610301030C', ':61:x'), '5 format'],
  ['a day that does not exist', mt940.replace(':61:261030', ':61:260230'), '5 day'],
  ['an amount without its comma', mt940.replace('C50,00', 'C50'), '5 amount'],
])('%s is the error of its line, and the other is read', async (_, file, says) => {
  const events = await eventsOf(file, options)
  expect(troublesOf(events)).toEqual([expect.stringContaining(says)])
  expect(linesOf(events)).toHaveLength(1)
})

test.each([
  ['cut off inside its closing balance', mt940.slice(0, mt940.indexOf(':62F:') + 12), 'truncated'],
  ['cut off after a line', mt940.slice(0, mt940.indexOf(':62F:')), 'truncated'],
  ['of something else', 'hello\n', 'format'],
  ['whose next statement begins before the first one ends', mt940.replace(/:62F:.*\n-\n/, '') + mt940, 'truncated'],
])('a file %s is refused as a whole', async (_, file, code) => {
  const trouble = (await eventsOf(file, options)).at(-1)
  expect(trouble).toMatchObject({ kind: 'trouble', trouble: { code, breaks: true } })
})

test('whatever the amounts and wherever the chunks are cut, what was written is read back', async () => {
  const lists = fc.array(fc.bigInt(-(10n ** 11n), 10n ** 11n), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 60 }), async (list, size) => {
      const booked = list.map((minor) => {
        const decimal = decimalFromMinor(minor < 0n ? -minor : minor, 'eur')
        return `:61:261031${minor < 0n ? 'D' : 'C'}${decimal.ok ? decimal.value.replace('.', ',') : ''}NTRFNONREF`
      })
      const lines = [':20:X', ':25:1', ':28C:1', ':60F:C261031EUR0,', ...booked, ':62F:C261031EUR0,', '-']
      const events = await eventsOf(lines.join('\n'), options, size)
      expect(troublesOf(events)).toEqual([])
      expect(linesOf(events).map((line) => line.amountMinor)).toEqual(list)
    }),
    { numRuns: 60 },
  )
})

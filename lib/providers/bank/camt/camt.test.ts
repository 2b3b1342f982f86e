import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalFromMinor } from '@/lib/domain/money/decimal'
import type { ReadOptions } from '../read-statements'
import {
  camt,
  camtBalance,
  camtEntry,
  camtStatement,
  eventsOf,
  linesOf,
  statementsOf,
  troublesOf,
} from '../testing/sample-files'
import { keepValue, noFields } from './camt-fields'

const options: ReadOptions = { format: 'camt053', encoding: null }
const payout = `<AcctSvcrRef>BANK-1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Stripe Payments Europe</Nm></Pty></Dbtr><Cdtr><Nm>Fernhollow</Nm></Cdtr></RltdPties>
<RmtInf><Ustrd>STRIPE PAYOUT</Ustrd><Ustrd>&amp; more</Ustrd></RmtInf></TxDtls></NtryDtls>`

test('a statement is read with account, balances, lines, references and the other party', async () => {
  const file = camt(
    camtStatement('100.00', '142.50', [camtEntry('50.00', payout), camtEntry('-7.50', '<RvslInd>true</RvslInd>')]),
  )
  const events = await eventsOf(file, options)
  expect(troublesOf(events)).toEqual([])
  const [fact] = statementsOf(events)
  expect(fact).toMatchObject({
    account: { number: 'DE89370400440532013000', form: 'iban' },
    currency: 'eur',
    sequence: '7',
    opening: { minor: 10_000n, on: '2026-10-31' },
    closing: { minor: 14_250n },
  })
  expect(fact?.lines).toMatchObject([
    {
      line: 8,
      bookedOn: '2026-10-30',
      valueOn: '2026-10-31',
      amountMinor: 5000n,
      references: { endToEndId: 'E2E-1', bankReference: 'BANK-1' },
      counterparty: 'Stripe Payments Europe',
      text: 'STRIPE PAYOUT & more',
      bankCode: 'PMNT/RCDT/ESCT',
      isReversal: false,
    },
    { amountMinor: -750n, isReversal: true, counterparty: null },
  ])
})

test('several statements, each in its own currency, are read from one file', async () => {
  const yen = camtStatement('500', '512', [camtEntry('12', '', 'JPY')]).replaceAll('EUR', 'JPY')
  const facts = statementsOf(await eventsOf(camt(camtStatement('1.00', '1.00', []) + yen), options))
  expect(facts.map(({ currency, lines }) => [currency, lines.map((line) => line.amountMinor)])).toEqual([
    ['eur', []],
    ['jpy', [12n]],
  ])
})

test.each([
  ['an amount with too many decimals', camtEntry('1.005'), '6 amount: Amt has more decimals than its currency'],
  ['a currency that nobody knows', camtEntry('1.00', '', 'ZZZ'), '6 currency: Amt has a currency that is not known'],
  [
    'a day that does not exist',
    camtEntry('1.00').replace('2026-10-30', '2026-02-30'),
    '6 day: BookgDt is not a day of the calendar',
  ],
  ['a line that is not booked', camtEntry('1.00').replace('BOOK', 'PDNG'), '6 format: This line is not booked'],
])('%s is the error of its line, and the others are read', async (_, entry, says) => {
  const events = await eventsOf(
    camt(camtStatement('1.00', '1.00', [entry, camtEntry('2.00')]).replace('\n<Acct>', '<Acct>')),
    options,
  )
  expect(troublesOf(events)).toEqual([says.replace('6 ', '7 ')])
  expect(linesOf(events)).toHaveLength(1)
})

test.each([
  ['cut off', camt(camtStatement('1.00', '1.00', [])).slice(0, 420), 'truncated'],
  ['with a document type', camt('').replace('<Document', '<!DOCTYPE x [<!ENTITY e "boom">]><Document'), 'format'],
  ['of another message', camt('').replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt'), 'format'],
  ['that is no XML', '<Document><BkToCstmrStmt></Document>', 'format'],
  [
    'without a closing balance',
    camt(camtStatement('1.00', '1.00', []).replace(camtBalance('CLBD', '1.00'), '')),
    'missing',
  ],
])('a file %s is refused as a whole', async (_, file, code) => {
  const trouble = (await eventsOf(file, options)).at(-1)
  expect(trouble).toMatchObject({ kind: 'trouble', trouble: { code, breaks: true } })
})

test('whatever the amounts and wherever the chunks are cut, what was written is read back', async () => {
  const amounts = fc.array(fc.bigInt(-(10n ** 11n), 10n ** 11n), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      amounts,
      fc.integer({ min: 1, max: 99 }),
      fc.string({ unit: 'grapheme' }),
      async (list, size, text) => {
        const note = text
          .replace(/[^\p{L}\p{N} ]/gu, '')
          .trim()
          .replace(/\s+/g, ' ')
        const written = list.map((minor) => {
          const decimal = decimalFromMinor(minor, 'eur')
          return camtEntry(decimal.ok ? decimal.value : '', `<AddtlNtryInf>${note}</AddtlNtryInf>`)
        })
        const events = await eventsOf(camt(camtStatement('0.00', '0.00', written)), options, size)
        expect(troublesOf(events)).toEqual([])
        expect(linesOf(events).map((line) => line.amountMinor)).toEqual(list)
        for (const line of linesOf(events)) expect(line.text).toBe(note)
      },
    ),
    { numRuns: 40 },
  )
})

test('a statement with more balances than any bank gives is refused', async () => {
  const balances = Array.from({ length: 20 }, () => camtBalance('ITAV', '1.00'))
  const file = camt(camtStatement('100.00', '100.00', balances))
  expect(troublesOf(await eventsOf(file, options))).toEqual(['26 too_long: A statement has more than 20 balances'])
})

test('elements that nobody reads are not kept, however many names they have', () => {
  const fields = noFields(1)
  for (let at = 0; at < 1000; at++) keepValue(fields, `NtryDtls/TxDtls/X${at}`, 'x', '')
  for (let at = 0; at < 1000; at++) keepValue(fields, 'NtryDtls/TxDtls/RmtInf/Ustrd', `text ${at}`, '')
  expect([...fields.values].map(([path, values]) => `${path} ${values.length}`)).toEqual([
    'NtryDtls/TxDtls/RmtInf/Ustrd 100',
  ])
})

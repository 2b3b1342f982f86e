import fc from 'fast-check'
import { expect, test } from 'vitest'
import { businessDayAfter } from '../../bank/calendar'
import { payout } from '../../objects/payout'
import type { BankBook } from '../../truth/bank/evidence'
import type { Movement } from '../../truth/bank/movements'
import { verdictsOf } from '../../truth/bank/solutions'
import { type Claim, pair } from './claims'

const DAY = 86_400
const START = Date.parse('2026-09-01T00:00:00Z') / 1000

const movement = fc.record({
  kind: fc.constantFrom('payout' as const, 'payout' as const, 'topup' as const),
  amount: fc.constantFrom(100, 200),
  day: fc.integer({ min: 0, max: 14 }),
  trace: fc.constantFrom(null, null, 'TRACE'),
})
const line = fc.record({
  amount: fc.constantFrom(100, 200, -100, -200),
  day: fc.integer({ min: 0, max: 15 }),
  held: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 4 }),
  isStripes: fc.constantFrom(true, true, true, false),
})

function payoutOf(index: number, amount: number, at: number, trace: string | null) {
  const about = { arrivalDate: at, automatic: false, balanceTransaction: 'txn_1', destination: 'ba_1' }
  const made = payout({ id: `po_${index}`, amount, currency: 'usd', created: at, method: 'standard', ...about })
  return { ...made, trace_id: { status: 'supported', value: trace === null ? null : `${trace}${index}` } }
}

test('writing every solution down and holding each to its options come to the same pairs', () => {
  fc.assert(
    fc.property(
      fc.array(movement, { maxLength: 5 }),
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom('eur', 'usd'),
      (movements, lines, currency) => {
        const said = movements.map(({ kind, amount, day, trace }, index): Movement => {
          const object = payoutOf(index, amount, START + day * DAY, kind === 'payout' ? trace : null)
          return { kind, object, amount: kind === 'payout' ? amount : -amount, day: START + day * DAY }
        })
        const booked = lines.map(({ amount, day, held, isStripes }, index) => ({
          ...{ reference: `L${index}`, amount, valued: START, code: 'transfer_in' as const, counterparty: null },
          booked: businessDayAfter(START + day * DAY, 0, currency),
          text: `${isStripes ? 'Stripe' : 'Else'} ${held === null ? '' : `TRACE${held}`}`,
          endToEnd: null,
        }))
        const book: BankBook = { account: 'acct_1', currency, spans: [], lines: booked }
        const verdicts = verdictsOf(book, said)
        const claims = said.map(({ kind, ...rest }): Claim => ({ what: kind, ...rest }))
        const read = booked.map((one) => ({ ...one, day: one.booked, words: one.text }))
        const paired = pair({ lines: read, isCovered: () => true }, claims, currency)
        const byTruth = said.map((one) =>
          verdicts.open.has(one) ? 'open' : (verdicts.certain.get(one)?.reference ?? null),
        )
        const byAudit = claims.map((claim) => {
          const partner = paired.partner.get(claim)
          return partner === 'open' ? 'open' : (partner?.reference ?? null)
        })
        expect(byAudit).toEqual(byTruth)
        const freeByTruth = [...verdicts.lines].flatMap(([one, owner]) => (owner === 'none' ? [one.reference] : []))
        expect(paired.free.map((one) => one.reference).sort()).toEqual(freeByTruth.sort())
      },
    ),
    { numRuns: 2000 },
  )
})

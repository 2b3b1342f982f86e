import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closeConversion, fxClearing } from './conversion'
import type { Movement } from './movement'
import { postingsFromBalanceTransaction } from './post-balance-transaction'
import { accountDeltas, type Posting } from './posting'
import { movement, sourceObject } from './testing/movements'

const lines = (given: Movement) =>
  postingsFromBalanceTransaction(given).postings.map((p) => `${p.debit} ← ${p.credit} ${p.amountMinor} ${p.currency}`)
const clearing = 'stripe:acct_platform:payments'
const settled = { amountMinor: 1084n, currency: 'usd' }
const charge = sourceObject({ id: 'ch_1', objectType: 'charge', amountMinor: 1000n, currency: 'eur', settled })
const dispute = sourceObject({ id: 'du_1', objectType: 'dispute', amountMinor: 1000n, currency: 'eur' })
const inDollars = { currency: 'usd', undoes: charge } as const

describe('what is given back leaves at the rate at which it came', () => {
  test('ten euros booked at 10.84 dollars cost 10.91 to refund: seven cents are an FX difference', () => {
    const source = sourceObject({ id: 're_1', objectType: 'refund', amountMinor: 1000n, currency: 'eur' })
    expect(lines(movement({ ...inDollars, category: 'refund', amountMinor: -1091n, source }))).toEqual([
      'refunds:separate ← fx_clearing 1000 eur',
      `fx_clearing ← ${clearing} 1084 usd`,
      `fx_differences:platform ← ${clearing} 7 usd`,
    ])
  })

  test('a dispute won back whole at a better rate earns the difference', () => {
    const won = { ...inDollars, category: 'dispute_reversal', amountMinor: 1100n, source: dispute, exchangeRate: '1.1' }
    expect(lines(movement(won))).toEqual([
      'fx_clearing ← disputes:platform 1000 eur',
      `${clearing} ← fx_clearing 1084 usd`,
      `${clearing} ← fx_differences:platform 16 usd`,
    ])
  })

  test('a dispute won back by half gives back half of what it took: 5.50 dollars at 1.1 are five euros', () => {
    const half = { ...inDollars, category: 'dispute_reversal', amountMinor: 550n, source: dispute, exchangeRate: '1.1' }
    expect(lines(movement(half))).toEqual([
      'fx_clearing ← disputes:platform 500 eur',
      `${clearing} ← fx_clearing 542 usd`,
      `${clearing} ← fx_differences:platform 8 usd`,
    ])
  })

  test.each([
    ['1.0843', 1084n, 1000n],
    ['1.09', 1091n, 1000n],
    [null, 300n, 1000n],
    ['odd', 300n, 1000n],
    ['1.1', 300n, 273n],
  ])('at the rate %s, %d dollar cents are %d euro cents of the dispute', (exchangeRate, amountMinor, own) => {
    const given = { ...inDollars, category: 'dispute', amountMinor: -amountMinor, source: dispute, exchangeRate }
    expect(lines(movement(given))[0]).toBe(`disputes:platform ← fx_clearing ${own} eur`)
  })

  test('where no booking is known, or it was in a third currency, the rate of the day is all there is', () => {
    const source = sourceObject({ id: 're_1', objectType: 'refund', amountMinor: 1000n, currency: 'eur' })
    const given = { category: 'refund', currency: 'usd', amountMinor: -1091n, source }
    const atDay = ['refunds:separate ← fx_clearing 1000 eur', `fx_clearing ← ${clearing} 1091 usd`]
    expect(lines(movement(given))).toEqual(atDay)
    const elsewhere = { ...charge, settled: { amountMinor: 930n, currency: 'gbp' } }
    expect(lines(movement({ ...given, undoes: elsewhere }))).toEqual(atDay)
  })
})

const amount = fc.bigInt({ min: 1n, max: 10n ** 9n })
/** A payment, what became of it, and whether all of it came back: parts of it as refunds, some of them as a dispute. */
const family = fc
  .record({ whole: amount, booked: amount, cuts: fc.array(fc.nat(), { maxLength: 5 }), worth: fc.array(amount) })
  .map(({ whole, booked, cuts, worth }) => {
    const at = [...new Set([0n, ...cuts.map((cut) => BigInt(cut) % whole), whole])].sort((a, b) => (a < b ? -1 : 1))
    const parts = at.slice(1).map((end, place) => end - (at[place] ?? 0n))
    return { whole, booked, parts, worth }
  })

const onClearing = (postings: readonly Posting[]) =>
  accountDeltas(postings)
    .filter(({ ledgerAccount }) => ledgerAccount === fxClearing)
    .map((delta) => ({ minor: delta.debitMinor - delta.creditMinor, currency: delta.currency }))

test('a payment that came back whole, in whatever parts and at whatever rates, leaves FX clearing at zero', () => {
  fc.assert(
    fc.property(family, fc.boolean(), ({ whole, booked, parts, worth }, disputed) => {
      const root = { ...charge, amountMinor: whole, settled: { amountMinor: booked, currency: 'usd' } }
      const sale = movement({ category: 'charge', currency: 'usd', amountMinor: booked, source: root })
      const back = parts.map((part, place) => {
        const type = disputed && place === 0 ? 'dispute' : 'refund'
        const source = sourceObject({ id: `x_${place}`, objectType: type, amountMinor: part, currency: 'eur' })
        return movement({ category: type, currency: 'usd', amountMinor: -(worth[place] ?? part), source, undoes: root })
      })
      const postings = [sale, ...back].flatMap((given) => postingsFromBalanceTransaction(given).postings)
      const sums = onClearing(postings)
      expect(sums.find(({ currency }) => currency === 'eur')?.minor).toBe(0n)
      const rest = sums.find(({ currency }) => currency === 'usd')?.minor ?? 0n
      // Each part is rounded by itself: half a cent each at most, and nothing where there is one part only.
      expect((rest < 0n ? -rest : rest) * 2n <= BigInt(parts.length)).toBe(true)
      if (parts.length === 1) expect(rest).toBe(0n)
      const closed = [...postings, ...closeConversion(sums, 'eur', 'platform')]
      expect(onClearing(closed).every(({ minor }) => minor === 0n)).toBe(true)
      const open = closeConversion(
        [
          { minor: 1n, currency: 'eur' },
          { minor: rest, currency: 'usd' },
        ],
        'eur',
        'platform',
      )
      expect(open).toEqual([])
    }),
  )
})

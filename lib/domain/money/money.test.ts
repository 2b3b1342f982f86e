import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from './allocate'
import { chargeStep, exponents, payoutStep } from './currencies'
import { add, exponentOf, magnitude, money, negate, subtract, zero } from './money'
import { applyRate, basisPoints, rateFromDecimal, ratio } from './rate'
import { divideRounded } from './rounding'

const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 })

describe('currencies', () => {
  test.each([
    ['jpy', 0],
    ['kwd', 3],
    ['eur', 2],
    ['isk', 2],
    ['ugx', 2],
    ['mga', 0],
    ['huf', 2],
  ])('%s has %i decimals in the API', (currency, exponent) => {
    expect(exponentOf(currency)).toEqual({ ok: true, value: exponent })
  })

  test.each(['xyz', 'EUR', '', 'btc'])('an unknown currency %j is refused, never guessed', (currency) => {
    expect(exponentOf(currency)).toEqual({ ok: false, reason: 'unknown_currency' })
  })

  test('no code stands in two lists, and there are more than 135', () => {
    expect(exponents.size).toBeGreaterThan(135)
    expect([...exponents.keys()].every((code) => /^[a-z]{3}$/.test(code))).toBe(true)
    expect([...exponents.values()].filter((exponent) => exponent === 0)).toHaveLength(15)
    expect([...exponents.values()].filter((exponent) => exponent === 3)).toHaveLength(5)
  })

  test('forints are charged with fractions and paid out whole; krónur are always whole', () => {
    expect([chargeStep('huf'), payoutStep('huf')]).toEqual([1n, 100n])
    expect([chargeStep('isk'), payoutStep('isk')]).toEqual([100n, 100n])
    expect([chargeStep('kwd'), payoutStep('kwd')]).toEqual([10n, 10n])
    expect([chargeStep('usd'), payoutStep('usd')]).toEqual([1n, 1n])
  })
})

describe('money', () => {
  test('euros and dollars do not add up', () => {
    expect(() => add(money(1n, 'eur'), money(1n, 'usd'))).toThrow('eur and usd do not add up')
    expect(() => money(1n, 'EUR')).toThrow('not a currency code')
  })

  test('what is added and taken away leaves nothing', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const left = subtract(add(money(a, 'eur'), money(b, 'eur')), money(b, 'eur'))
        expect(left).toEqual(money(a, 'eur'))
        expect(add(left, negate(left))).toEqual(zero('eur'))
      }),
    )
  })
})

describe('allocate', () => {
  test('three sellers share ten euros: the first gets the odd cent', () => {
    expect(allocate(money(1000n, 'eur'), [1n, 1n, 1n]).map((share) => share.minor)).toEqual([334n, 333n, 333n])
    expect(allocate(money(-1000n, 'eur'), [1n, 1n, 1n]).map((share) => share.minor)).toEqual([-334n, -333n, -333n])
  })

  test('no cent is lost, and each share is within one cent of its exact part', () => {
    fc.assert(
      fc.property(amounts, weights, (minor, shares) => {
        fc.pre(shares.some((weight) => weight > 0n))
        const sum = shares.reduce((total, weight) => total + weight, 0n)
        const parts = allocate(money(minor, 'eur'), shares)
        expect(parts.reduce((total, part) => total + part.minor, 0n)).toBe(minor)
        for (const [index, part] of parts.entries()) {
          expect(magnitude(part.minor * sum - minor * (shares[index] ?? 0n)) < sum).toBe(true)
        }
      }),
    )
  })

  test('nobody with weight nothing gets something', () => {
    expect(allocate(money(7n, 'jpy'), [0n, 3n, 0n]).map((share) => share.minor)).toEqual([0n, 7n, 0n])
    expect(() => allocate(money(7n, 'jpy'), [0n])).toThrow('not all zero')
    expect(() => allocate(money(7n, 'jpy'), [2n, -1n])).toThrow('not negative')
  })
})

describe('rates and rounding', () => {
  test('half a cent goes away from zero, or to the even neighbour', () => {
    expect([5n, 15n, 25n, -5n, -15n].map((n) => divideRounded(n, 10n, 'half_up'))).toEqual([1n, 2n, 3n, -1n, -2n])
    expect([5n, 15n, 25n, -5n, -15n].map((n) => divideRounded(n, 10n, 'half_even'))).toEqual([0n, 2n, 2n, 0n, -2n])
  })

  test('rounding errs by at most half', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 10n ** 9n }), (top, bottom) => {
        for (const rounding of ['half_up', 'half_even'] as const) {
          const error = magnitude(divideRounded(top, bottom, rounding) * bottom - top) * 2n
          expect(error <= bottom).toBe(true)
        }
      }),
    )
  })

  test('2.9 % of 10.50 is 30 cents', () => {
    expect(applyRate(money(1050n, 'usd'), basisPoints(290n), 'half_up')).toEqual(money(30n, 'usd'))
    expect(applyRate(money(100n, 'usd'), ratio(1n, 3n), 'half_even')).toEqual(money(33n, 'usd'))
  })

  test('a rate keeps every digit that the provider wrote', () => {
    expect(rateFromDecimal('1.08420000000000000001')).toEqual({
      ok: true,
      value: { numerator: 108420000000000000001n, denominator: 10n ** 20n },
    })
    expect(rateFromDecimal('6.5e-3')).toEqual({ ok: true, value: { numerator: 65n, denominator: 10_000n } })
    expect(rateFromDecimal('2e3')).toEqual({ ok: true, value: { numerator: 2000n, denominator: 1n } })
    for (const text of ['', '-1', '1,5', 'NaN', '1.', '.5']) expect(rateFromDecimal(text).ok).toBe(false)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DecimalStyle, decimalFromWritten } from './written-amount'

test.each<[string, DecimalStyle, string]>([
  ['1.234,56', 'comma', '1234.56'],
  ['(12.00)', 'point', '-12.00'],
  ['(1.012,00)', 'comma', '-1012.00'],
  ['-5', 'point', '-5'],
  ['+5,5', 'comma', '5.5'],
  ['12,00-', 'comma', '-12.00'],
  ['1,234,567.89', 'point', '1234567.89'],
  ["1'234.50", 'point', '1234.50'],
  ['1\u00a0234,50', 'comma', '1234.50'],
  ['−3,20', 'comma', '-3.20'],
  ['.50', 'point', '0.50'],
  ['1.234', 'point', '1.234'],
])('%s in the style with a %s is %s', (written, style, value) =>
  expect(decimalFromWritten(written, style)).toEqual({ ok: true, value }),
)

test.each<[string, DecimalStyle]>([
  ['1,234.56', 'comma'],
  ['1.234,56', 'point'],
  ['12.34.567,00', 'comma'],
  ['1.23,00', 'comma'],
  ['1,2345', 'point'],
  ['1.234 567,00', 'comma'],
  ['-(5)', 'point'],
  ['(-5)', 'point'],
  ['-5-', 'point'],
  ['', 'point'],
  ['-', 'point'],
  ['€ 5', 'point'],
  ['5 EUR', 'point'],
  ['=1+1', 'point'],
  ['1e3', 'point'],
])('%s in the style with a %s is refused, not guessed', (written, style) =>
  expect(decimalFromWritten(written, style)).toEqual({ ok: false, reason: 'malformed' }),
)

test('however a bank groups and signs an amount, it is read as the amount it is', () => {
  const style = fc.constantFrom<DecimalStyle>('point', 'comma')
  const how = fc.record({
    style,
    whole: fc.bigInt(0n, 10n ** 12n),
    cents: fc.integer({ min: 0, max: 99 }),
    isGrouped: fc.boolean(),
    sign: fc.constantFrom('none', 'before', 'after', 'brackets'),
  })
  fc.assert(
    fc.property(how, ({ style: s, whole, cents, isGrouped, sign }) => {
      const [group, point] = s === 'point' ? [',', '.'] : ['.', ',']
      const digits = isGrouped ? String(whole).replace(/\B(?=(\d{3})+$)/g, group) : String(whole)
      const plain = `${digits}${point}${String(cents).padStart(2, '0')}`
      const written = { none: plain, before: `-${plain}`, after: `${plain}-`, brackets: `(${plain})` }[sign]
      const value = `${sign === 'none' ? '' : '-'}${whole}.${String(cents).padStart(2, '0')}`
      expect(decimalFromWritten(written ?? '', s)).toEqual({ ok: true, value })
    }),
  )
})

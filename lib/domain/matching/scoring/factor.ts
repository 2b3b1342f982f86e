import type { CalendarDay } from '../../base/calendar-day'
import { magnitude } from '../../money/money'
import { type RateSource, sourceWords } from '../../rates/dated-rate'
import type { DateWindow, FactorCode } from '../policy'

type Given<C extends FactorCode, F> = {
  readonly code: C
  /** What it gave, and the most it could have given. The confidence is the sum of the points. */
  readonly points: number
  readonly of: number
  readonly facts: F
}

/** One reason for a confidence, with what a sentence about it needs. */
export type Factor =
  | Given<'reference', { readonly shared: readonly string[] }>
  | Given<
      'amount',
      {
        readonly by: 'exact' | 'tolerance' | 'rate'
        readonly currency: string
        readonly expectedMinor: bigint
        readonly apartMinor: bigint
        readonly boundMinor: bigint
        /** Of which day the rate is, and where it is from. */
        readonly rateDay?: CalendarDay
        readonly rateSource?: RateSource
      }
    >
  | Given<'date', { readonly days: number; readonly unit: DateWindow['unit']; readonly latest: number }>
  | Given<'text', { readonly similarity: number }>

export function confidenceOf(factors: readonly Factor[]): number {
  return factors.reduce((sum, factor) => sum + factor.points, 0)
}

/** The reason in words; amounts stay with `say`, who is handed the minor units and the currency. */
export function sayFactor(factor: Factor, say: (minor: bigint, currency: string) => string): string {
  return `${reasonOf(factor, say)} (${factor.points} of ${factor.of}).`
}

function reasonOf(factor: Factor, say: (minor: bigint, currency: string) => string): string {
  switch (factor.code) {
    case 'reference':
      return factor.facts.shared.length > 0
        ? `Both carry ${factor.facts.shared.join(' and ')}`
        : 'They share no reference'
    case 'amount': {
      const { by, currency, expectedMinor, apartMinor, boundMinor, rateDay, rateSource } = factor.facts
      if (apartMinor === 0n && by !== 'rate') return `The amounts are equal: ${say(expectedMinor, currency)}`
      const apart = `${say(magnitude(apartMinor), currency)} ${apartMinor < 0n ? 'less' : 'more'} than `
      const expected = `${say(expectedMinor, currency)}${by === 'rate' ? ` at the rate of ${rateDay ?? 'the day'}${rateSource ? `, ${sourceWords[rateSource]}` : ''}` : ''}`
      return `The right side has ${apart}${expected}, and ${say(boundMinor, currency)} are allowed`
    }
    case 'date': {
      const { days, unit, latest } = factor.facts
      const size = `${Math.abs(days)} ${unit} ${Math.abs(days) === 1 ? 'day' : 'days'}`
      if (days === 0) return 'It came on the same day'
      return days > 0 ? `It came ${size} later, and ${latest} are allowed` : `It came ${size} earlier`
    }
    case 'text':
      return `The descriptors are alike by ${factor.facts.similarity} of 1000`
  }
}

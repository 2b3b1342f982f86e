import type {
  AmountRule,
  Ceilings,
  DateWindow,
  MatchingPolicy,
  MatchRule,
  PairPolicy,
  Points,
  SplitRule,
} from './policy'

const exact = { kind: 'tolerance', absoluteMinor: 0n, basisPoints: 0, direction: 'either' } as const
/** What a bank may keep of a payment: up to 10.00, or half a per cent. */
const lessBankFee = { kind: 'tolerance', absoluteMinor: 10_00n, basisPoints: 50, direction: 'less' } as const
/** What it may take on top of one that it sends. */
const plusBankFee = { ...lessBankFee, direction: 'more' } as const
const rate = { kind: 'rate', boundBp: 250 } as const
const ceilings: Ceilings = { blockRows: 2_000, referenceRows: 50, splitRows: 32, manyRows: 20 }

/** A bank follows the payout; one day before it is a matter of time zones, more is another payment. */
const afterPayout: DateWindow = { unit: 'business', earliest: -1, prompt: 1, latest: 5 }
/** With a trace id the date hardly matters: a bank may hold a payment for two weeks. */
const longAfterPayout: DateWindow = { unit: 'business', earliest: -1, prompt: 3, latest: 10 }
/** A wired top-up leaves the bank before Stripe has it, a debited one after it. */
const aroundTopup: DateWindow = { unit: 'business', earliest: -5, prompt: 1, latest: 5 }
const aroundEntry: DateWindow = { unit: 'calendar', earliest: -3, prompt: 1, latest: 7 }

/** Rules for money that crosses into a bank account, surest first. Only the first and third can confirm. */
function bankRules(window: DateWindow, withReference: DateWindow, withFee: AmountRule): readonly MatchRule[] {
  return [
    rule('reference_and_amount', 'required', exact, withReference, 0, [70, 20, 5, 5]),
    rule('reference_and_bank_fee', 'required', withFee, withReference, 0, [60, 20, 5, 4]),
    rule('amount_and_date', 'counts', exact, window, 0, [0, 55, 25, 20]),
    rule('amount_and_bank_fee', 'counts', withFee, window, 500, [0, 35, 24, 30]),
    rule('converted', 'counts', rate, window, 500, [0, 35, 24, 30]),
  ]
}

function bankSplits(window: DateWindow, withReference: DateWindow): readonly SplitRule[] {
  return [
    split('reference_and_sum', 'required', withReference, [70, 20, 5, 5]),
    split('sum', 'counts', window, [0, 35, 20, 34]),
  ]
}

const payoutToBank: PairPolicy = {
  left: 'payout',
  right: 'bank_line',
  rules: bankRules(afterPayout, longAfterPayout, lessBankFee),
  splits: bankSplits(afterPayout, longAfterPayout),
  decisiveKinds: ['trace', 'payout'],
  confirmFrom: 90,
  proposeFrom: 60,
  marginPoints: 5,
  ceilings,
}

const topupToBank: PairPolicy = {
  ...payoutToBank,
  left: 'topup',
  rules: bankRules(aroundTopup, { ...aroundTopup, earliest: -10, latest: 10 }, plusBankFee),
  splits: bankSplits(aroundTopup, { ...aroundTopup, earliest: -10, latest: 10 }),
  decisiveKinds: ['trace', 'topup'],
}

/**
 * The books and Stripe count the same money: no bank takes a fee between them, so amounts are exact or it is a finding.
 */
const entryToObject: PairPolicy = {
  left: 'book_entry',
  right: 'provider_object',
  rules: [
    rule('reference_and_amount', 'required', exact, { ...aroundEntry, latest: 30 }, 0, [70, 20, 5, 5]),
    rule('amount_and_date', 'counts', exact, aroundEntry, 0, [0, 55, 25, 20]),
  ],
  splits: [split('reference_and_sum', 'required', { ...aroundEntry, latest: 30 }, [70, 20, 5, 5])],
  decisiveKinds: ['order', 'object'],
  confirmFrom: 90,
  proposeFrom: 60,
  marginPoints: 5,
  ceilings,
}

/** What Counterfoil ships: fit for Stripe's payouts, top-ups and objects. */
export const defaultPolicy: MatchingPolicy = {
  version: '2026-11',
  confirmed: 'propose',
  pairs: [payoutToBank, topupToBank, entryToObject],
}

type FourPoints = readonly [reference: number, amount: number, date: number, text: number]

function rule(
  code: string,
  reference: MatchRule['reference'],
  amount: MatchRule['amount'],
  window: DateWindow,
  textAtLeast: number,
  points: FourPoints,
): MatchRule {
  return { code, reference, amount, window, textAtLeast, points: named(points) }
}

/** Several against several only where they name each other: sums that merely fit are found everywhere. */
function split(code: string, reference: MatchRule['reference'], window: DateWindow, points: FourPoints): SplitRule {
  return { code, reference, window, points: named(points), isMany: reference === 'required' }
}

function named([reference, amount, date, text]: FourPoints): Points {
  return { reference, amount, date, text }
}

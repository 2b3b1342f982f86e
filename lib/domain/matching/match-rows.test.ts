import { describe, expect, test } from 'vitest'
import { matchRows } from './match-rows'
import type { Match, MatchOutcome } from './outcome'
import type { PairPolicy } from './policy'
import type { MatchRow } from './row'
import { bankLine, payout, payoutPolicy, surroundings } from './testing/small-rows'

const run = (left: MatchRow[], right: MatchRow[], policy: PairPolicy = payoutPolicy) =>
  matchRows(left, right, policy, surroundings)
const short = ({ left, right, confidence }: Match) => `${left.join('+')}=${right.join('+')} ${confidence}`
const told = (outcome: MatchOutcome) => ({
  ...(outcome.confirmed.length > 0 && { confirmed: outcome.confirmed.map(short) }),
  ...(outcome.proposed.length > 0 && { proposed: outcome.proposed.map(short) }),
  ...(outcome.ambiguous.length > 0 && {
    ambiguous: outcome.ambiguous.map(({ best, second, apartPoints }) => [
      best.map(short).join(', '),
      second.map(short).join(', '),
      apartPoints,
    ]),
  }),
  ...(outcome.incomplete.length > 0 && { incomplete: outcome.incomplete }),
  ...(outcome.refused.length > 0 && { refused: outcome.refused.map(({ reason, count }) => [reason, count]) }),
  ...(outcome.leftAlone.left.length + outcome.leftAlone.right.length > 0 && { leftAlone: outcome.leftAlone }),
})
const trace = (id: string) => ({ references: [`trace:${id}`] })
const silent = { text: '' }

describe('payouts and the bank’s lines', () => {
  test('a payout that came the next day under Stripe’s name is confirmed, without a name it is proposed', () => {
    expect(told(run([payout('p1', 100_00n, 2)], [bankLine('b1', 100_00n, 3)]))).toEqual({ confirmed: ['p1=b1 100'] })
    expect(told(run([payout('p1', 100_00n, 2)], [bankLine('b1', 100_00n, 3, silent)]))).toEqual({
      proposed: ['p1=b1 80'],
    })
  })

  test('a bank that kept a fee is proposed, never confirmed', () => {
    expect(told(run([payout('p1', 1_000_00n, 2)], [bankLine('b1', 995_00n, 3)]))).toEqual({ proposed: ['p1=b1 80'] })
  })

  test('another account or another currency is another block', () => {
    const lines = [bankLine('b1', 100_00n, 3, { block: 'bank_2' }), bankLine('b2', 100_00n, 3, { currency: 'eur' })]
    expect(told(run([payout('p1', 100_00n, 2)], lines))).toEqual({ leftAlone: { left: ['p1'], right: ['b1', 'b2'] } })
  })

  test('twins abstain, and both solutions are shown', () => {
    const twins = [payout('p1', 100_00n, 2), payout('p2', 100_00n, 2)]
    const lines = [bankLine('b1', 100_00n, 3), bankLine('b2', 100_00n, 3)]
    expect(told(run(twins, lines))).toEqual({
      ambiguous: [['p1=b1 100, p2=b2 100', 'p1=b2 100, p2=b1 100', 0]],
    })
  })

  test('a trace id tells twins apart, even if only one of them has it', () => {
    const twins = [payout('p1', 100_00n, 2), payout('p2', 100_00n, 2, trace('7'))]
    const lines = [bankLine('b1', 100_00n, 3, trace('7')), bankLine('b2', 100_00n, 3)]
    expect(told(run(twins, lines))).toEqual({ confirmed: ['p2=b1 100', 'p1=b2 100'] })
  })

  test('two payouts and one line: which of them came is not guessed', () => {
    const outcome = run([payout('p1', 100_00n, 2), payout('p2', 100_00n, 2)], [bankLine('b1', 100_00n, 3)])
    expect(told(outcome)).toEqual({ ambiguous: [['p1=b1 100', 'p2=b1 100', 0]] })
    expect(outcome.ambiguous[0]).toMatchObject({ left: ['p1', 'p2'], right: ['b1'] })
  })

  test('the days tell equal amounts apart where they are far enough apart', () => {
    const left = [payout('p1', 100_00n, 2), payout('p2', 100_00n, 6)]
    const right = [bankLine('b1', 100_00n, 3), bankLine('b2', 100_00n, 9)]
    expect(told(run(left, right))).toEqual({ confirmed: ['p1=b1 100', 'p2=b2 100'] })
  })

  test('the first hit is not taken from the one that needs it', () => {
    const left = [payout('p1', 1_000_00n, 2), payout('p2', 990_00n, 2)]
    const right = [bankLine('b1', 990_00n, 3), bankLine('b2', 993_00n, 3)]
    expect(told(run(left, right)).confirmed).toEqual(['p2=b1 100'])
    expect(told(run(left, right)).proposed).toEqual(['p1=b2 76'])
  })
})

describe('splits', () => {
  const named = { references: ['payout:P1'] }
  test('one payout that the bank split into three lines which name it', () => {
    const lines = [bankLine('b1', 60_00n, 3, named), bankLine('b2', 30_00n, 3, named), bankLine('b3', 10_00n, 3, named)]
    expect(told(run([payout('p1', 100_00n, 2, named)], lines))).toEqual({ confirmed: ['p1=b1+b2+b3 100'] })
  })

  test('three payouts in one line that names nobody are proposed, being the only sum', () => {
    const left = [payout('p1', 60_00n, 2), payout('p2', 30_00n, 2), payout('p3', 10_00n, 2), payout('p4', 12_00n, 2)]
    expect(told(run(left, [bankLine('b1', 100_00n, 3)]))).toEqual({
      proposed: ['p1+p2+p3=b1 89'],
      leftAlone: { left: ['p4'], right: [] },
    })
  })

  test('two sums of one total: both are shown', () => {
    const left = [payout('p1', 60_00n, 2), payout('p2', 40_00n, 2), payout('p3', 40_00n, 2)]
    expect(told(run(left, [bankLine('b1', 100_00n, 3)]))).toEqual({ ambiguous: [['p1+p2=b1 89', 'p1+p3=b1 89', 0]] })
  })

  test('two lines that want the same payout are ambiguous, whichever comes first', () => {
    const left = [payout('p1', 60_00n, 2), payout('p2', 40_00n, 2), payout('p3', 10_00n, 2)]
    const right = [bankLine('b1', 100_00n, 3), bankLine('b2', 70_00n, 3)]
    expect(told(run(left, right))).toEqual({ ambiguous: [['p1+p2=b1 89', 'p1+p3=b2 89', 0]] })
  })

  test('many against many where they name each other', () => {
    const left = [payout('p1', 70_00n, 2, named), payout('p2', 30_00n, 2, named)]
    const right = [bankLine('b1', 45_00n, 3, named), bankLine('b2', 55_00n, 3, named)]
    expect(told(run(left, right))).toEqual({ confirmed: ['p1+p2=b1+b2 100'] })
  })

  test('what names each other and does not add up is incomplete, with what is missing', () => {
    const left = [payout('p1', 100_00n, 2, named)]
    const right = [bankLine('b1', 30_00n, 3, named), bankLine('b2', 20_00n, 3, named)]
    expect(told(run(left, right))).toEqual({
      incomplete: [
        { left: ['p1'], right: ['b1', 'b2'], references: ['payout:P1'], remainderMinor: 50_00n, currency: 'usd' },
      ],
    })
    const tooMuch = run([payout('p1', 10_00n, 2, named)], right).incomplete[0]
    expect(tooMuch?.remainderMinor).toBe(-40_00n)
  })

  test('more possible parts than the ceiling: it says so and does not guess', () => {
    const left = Array.from({ length: 33 }, (_, at) => payout(`p${at + 10}`, 100_00n + BigInt(at * at * 100), 2))
    const outcome = run(left, [bankLine('b1', 10_000_00n, 3)])
    expect(outcome.refused).toMatchObject([{ left: [], right: ['b1'], reason: 'too_many', count: 33, ceiling: 32 }])
    expect(outcome.leftAlone.left.length).toBe(33)
  })

  test('sums of many against many without a name are looked for only where the policy says so', () => {
    const left = [payout('p1', 70_00n, 2), payout('p2', 30_00n, 2)]
    const right = [bankLine('b1', 45_00n, 3), bankLine('b2', 55_00n, 3)]
    expect(told(run(left, right))).toEqual({ leftAlone: { left: ['p1', 'p2'], right: ['b1', 'b2'] } })
    const splits = payoutPolicy.splits.map((rule) => ({ ...rule, isMany: true }))
    expect(told(run(left, right, { ...payoutPolicy, splits }))).toEqual({ proposed: ['p1+p2=b1+b2 89'] })
  })
})

describe('limits', () => {
  test('a block beyond the ceiling is refused with advice; its rows are in no other result', () => {
    const policy = { ...payoutPolicy, ceilings: { ...payoutPolicy.ceilings, blockRows: 3 } }
    const left = Array.from({ length: 4 }, (_, at) => payout(`p${at}`, 100_00n, 2))
    const outcome = run(
      [...left, payout('q', 9_000_00n, 2)],
      [bankLine('b1', 100_00n, 3), bankLine('c', 9_000_00n, 3)],
      policy,
    )
    expect(told(outcome)).toEqual({ confirmed: ['q=c 100'], refused: [['block_too_large', 4]] })
    expect(outcome.refused[0]?.advice).toContain('Match a shorter span of days')
  })

  test('a reference that everybody carries ties nobody', () => {
    const all = { references: ['name:STRIPE'] }
    const left = Array.from({ length: 51 }, (_, at) => payout(`p${at + 10}`, BigInt(at + 1) * 100_00n, 2, all))
    const right = left.map(({ id, amountMinor }) => bankLine(id, amountMinor, 3, { ...all, ...silent }))
    expect(run(left, right).proposed.length + run(left, right).confirmed.length).toBe(51)
    expect(run(left, right).confirmed).toEqual([])
  })

  test('an id twice, or a row of another side, is a bug', () => {
    expect(() => run([payout('p1', 1n, 2), payout('p1', 2n, 2)], [])).toThrow('p1 is there twice')
    expect(() => run([bankLine('b1', 1n, 2)], [])).toThrow('b1 is a bank_line')
  })
})

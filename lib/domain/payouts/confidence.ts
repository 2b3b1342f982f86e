import { unreachable } from '../base/assert'
import type { Factor, PayoutFact } from './composition'
import type { CompositionPolicy } from './policy'

export type Cut = { isInside: boolean; isTied: boolean }
export type CompositionFacts = {
  payout: PayoutFact
  isFullHistory: boolean
  remainderMinor: bigint
  /** Null where Stripe lists the rows, or none was available. */
  cut: Cut | null
  hasEarly: boolean
}

/** How sure the composition is: the sum of its factors, each of which says which case held. */
export function confidenceOf(
  facts: CompositionFacts,
  policy: CompositionPolicy,
): { confidence: number; factors: Factor[] } {
  const factors = facts.payout.listed ? listedFactors(facts, policy) : allocatedFactors(facts, policy)
  return { confidence: factors.reduce((sum, { points }) => sum + points, 0), factors }
}

export type ConfidenceWord = 'certain' | 'likely' | 'unclear'

export function confidenceWord(confidence: number, { certain, likely }: CompositionPolicy): ConfidenceWord {
  return confidence >= certain ? 'certain' : confidence >= likely ? 'likely' : 'unclear'
}

/** Stripe's own word stands for order, history and method together. */
function listedFactors({ remainderMinor }: CompositionFacts, { points }: CompositionPolicy): Factor[] {
  const listing = points.history + points.method + points.cut + points.ties
  return [
    remainderFactor(remainderMinor, points.remainder),
    { code: 'listing', points: listing, most: listing, says: 'listed' },
  ]
}

function allocatedFactors(facts: CompositionFacts, policy: CompositionPolicy): Factor[] {
  const { points } = policy
  const { isFullHistory, cut } = facts
  const isInside = cut?.isInside ?? false
  const isTied = cut?.isTied ?? false
  return [
    remainderFactor(facts.remainderMinor, points.remainder),
    factor('history', isFullHistory, points.history, ['full', 'assumed']),
    methodFactor(facts, policy),
    factor('cut', !isInside, points.cut, ['boundary', 'inside']),
    factor('ties', !isTied, points.ties, ['alone', 'tied']),
  ]
}

function remainderFactor(remainderMinor: bigint, most: number): Factor {
  return factor('remainder', remainderMinor === 0n, most, ['none', 'left'])
}

function methodFactor({ payout, hasEarly }: CompositionFacts, { points, instantPoints }: CompositionPolicy): Factor {
  const says = payout.isAutomatic ? 'awaited' : hasEarly ? 'early' : payout.isInstant ? 'instant' : 'standard'
  const most = points.method
  switch (says) {
    case 'standard':
      return { code: 'method', points: most, most, says }
    case 'instant':
      return { code: 'method', points: instantPoints, most, says }
    case 'early':
    case 'awaited':
      return { code: 'method', points: 0, most, says }
    default:
      return unreachable(says)
  }
}

function factor(code: Factor['code'], holds: boolean, most: number, [yes, no]: readonly [string, string]): Factor {
  return { code, points: holds ? most : 0, most, says: holds ? yes : no }
}

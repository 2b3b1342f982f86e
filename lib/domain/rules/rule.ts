import type { Resolution } from '../exceptions/resolution'
import type { Direction, FindingKind } from '../reconciliation/finding'
import type { DeedText } from './deed'

export const ruleStates = ['draft', 'active', 'retired'] as const
export type RuleState = (typeof ruleStates)[number]

/** Which exceptions a rule is about: one kind and direction, one currency, up to an amount; of one seller, or of all. */
export type Pattern = {
  kind: FindingKind
  direction: Direction
  currency: string
  mostMinor: bigint
  sellerId: string | null
}

/** What two people let happen by itself to exceptions of a pattern. */
export type ResolutionRule = Pattern & { number: number; resolution: DeedText }

/** What became of an exception that fits: the same resolution, another one, explained by later data, or still open. */
export type Outcome = 'same' | 'otherwise' | 'explained' | 'open'

/** A dry run over history, as it is kept and bound to the approval. */
export type RuleTrial = {
  days: number
  counts: Record<Outcome, number>
  sentence: string
  /** Those that a person resolved otherwise or that explained themselves: what the second person has to look at. */
  against: { id: string; number: string; outcome: Outcome; resolution: Resolution | null }[]
}

/** "It would have resolved 14 of the last 90 days: 12 as a person did, 1 otherwise, 1 that later data explained." */
export function sayTrial(days: number, counts: Record<Outcome, number>): string {
  const all = counts.same + counts.otherwise + counts.explained + counts.open
  if (all === 0) return `Nothing of the last ${days} days fits: it would have resolved none.`
  const parts = [
    `${counts.same} as a person did`,
    `${counts.otherwise} that a person resolved otherwise`,
    `${counts.explained} that later data explained by itself`,
    `${counts.open} that still ${counts.open === 1 ? 'waits' : 'wait'} for somebody`,
  ]
  return `It would have resolved ${all} of the last ${days} days: ${parts.join(', ')}.`
}

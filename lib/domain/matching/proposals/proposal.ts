import type { Actor } from '../../access/actor'
import { can } from '../../access/can'
import { ok, refuse, type Verdict } from '../../base/result'
import type { FindingKind } from '../../reconciliation/finding'
import type { Match, RowIds } from '../outcome'
import type { Factor } from '../scoring/factor'
import type { PairRun } from './match-leftovers'

/** What is laid before a person; a policy may say that what is confirmed is applied by itself. */
export type Suggestion = {
  readonly pair: string
  readonly currency: string
  readonly left: RowIds
  readonly right: RowIds
  readonly rule: string
  readonly confidence: number
  /** The policy calls it sure: `confirmFrom` or more, and no other way comes near. */
  readonly isConfirmed: boolean
  readonly factors: readonly Factor[]
  /** left − right. Other than zero: SPLIT_INCOMPLETE. */
  readonly remainderMinor: bigint
}

export const incompleteRule = 'split_incomplete'

/**
 * Matches of 60 and more, sure or not, and what names each other and does not add up. Ambiguous rows
 * suggest nothing. A match within a tolerance leaves no remainder: its amount factor says how far it is apart.
 */
export function suggestionsOf(runs: readonly PairRun[]): Suggestion[] {
  return runs.flatMap(({ pair: { left, right }, currency, outcome }) => {
    const about = { pair: `${left} ${right}`, currency }
    const asSuggestion = (isConfirmed: boolean) => (match: Match) => ({
      ...about,
      ...match,
      isConfirmed,
      remainderMinor: 0n,
    })
    return [
      ...outcome.confirmed.map(asSuggestion(true)),
      ...outcome.proposed.map(asSuggestion(false)),
      ...outcome.incomplete.map(({ left: ids, right: others, remainderMinor }) => ({
        ...about,
        left: ids,
        right: others,
        rule: incompleteRule,
        confidence: 0,
        isConfirmed: false,
        factors: [],
        remainderMinor,
      })),
    ]
  })
}

/** Which findings a tie of two sides explains. */
export function kindsExplained(pair: string): readonly FindingKind[] {
  return pair.endsWith(' bank_line')
    ? ['PAYOUT_NOT_IN_BANK', 'BANK_WITHOUT_PAYOUT', 'TOPUP_UNMATCHED', 'AMBIGUOUS']
    : ['MISSING_IN_BOOKS', 'MISSING_IN_STRIPE']
}

export const proposalStates = ['proposed', 'accepted', 'refused', 'gone'] as const
export type ProposalState = (typeof proposalStates)[number]

export type ProposalRefusal = 'not_permitted' | 'already_decided' | 'rows_changed' | 'does_not_add_up'

/**
 * One verdict for the buttons and the commands. What does not add up can be sent away, never accepted; what was accepted
 * is taken back by refusing it.
 */
export function canDecideProposal(
  { state, remainderMinor }: { state: ProposalState; remainderMinor: bigint },
  actor: Actor,
  decision: 'accepted' | 'refused',
): Verdict<ProposalRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (state === 'gone') return refuse('rows_changed')
  if (state === 'refused' || state === decision) return refuse('already_decided')
  return decision === 'accepted' && remainderMinor !== 0n ? refuse('does_not_add_up') : ok()
}

export const proposalSentences: Record<ProposalRefusal, string> = {
  not_permitted: 'Your role may read proposals, not decide them.',
  already_decided: 'Someone has decided this proposal already.',
  rows_changed: 'The rows of this proposal have changed or were tied otherwise: it is no longer proposed.',
  does_not_add_up: 'These rows name each other but their sums are apart: correct what is missing first.',
}

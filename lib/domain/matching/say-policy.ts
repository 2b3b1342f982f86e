import {
  type AmountRule,
  appliesConfirmed,
  type DateWindow,
  factorCodes,
  type MatchingPolicy,
  type MatchRule,
  type PairPolicy,
  type Points,
  type SplitRule,
} from './policy'
import type { Side } from './row'

export const sideWords: Record<Side, string> = {
  payout: 'Payout',
  topup: 'Top-up',
  bank_line: 'bank line',
  book_entry: 'Book entry',
  provider_object: 'Stripe object',
}

const factorWords: Record<keyof Points, string> = {
  reference: 'reference',
  amount: 'amount',
  date: 'date',
  text: 'text',
}

/** A rule as a person reads it: what it asks for, and the parts that its confidence is made of. */
export type RuleWords = {
  readonly code: string
  readonly asks: readonly string[]
  readonly parts: readonly { readonly label: string; readonly points: number }[]
  readonly total: number
}

/** The rules of two sides in their order, the first that admits two rows decides; then the splits. */
export function sayRules({ rules, splits }: Pick<PairPolicy, 'rules' | 'splits'>): RuleWords[] {
  return [...rules.map(sayRule), ...splits.map(saySplit)]
}

/** What becomes of a match that is sure. */
export function sayMode(policy: MatchingPolicy): string {
  return appliesConfirmed(policy)
    ? 'What is sure is applied by itself, and can be taken back; the rest is laid before a person.'
    : 'Everything is laid before a person; nothing is applied by itself.'
}

/** "Confirmed from 90, proposed from 60, left alone below; no guess between two that are 5 points apart or less." */
export function sayThresholds({ confirmFrom, proposeFrom, marginPoints }: PairPolicy): string {
  return `Sure from ${confirmFrom}, proposed from ${proposeFrom}, left alone below; no guess between two ways that are ${marginPoints} points apart or less.`
}

function sayRule(rule: MatchRule): RuleWords {
  const text = rule.textAtLeast > 0 ? [`texts alike by ${rule.textAtLeast} of 1000 at least`] : []
  return worded(rule, [sayReference(rule.reference), sayAmount(rule.amount), sayWindow(rule.window), ...text])
}

function saySplit(rule: SplitRule): RuleWords {
  const shape = rule.isMany ? 'one to several, several to one, several to several' : 'one to several, several to one'
  return worded(rule, [sayReference(rule.reference), `${shape}, equal sums`, sayWindow(rule.window)])
}

function worded({ code, points }: { code: string; points: Points }, asks: readonly string[]): RuleWords {
  const parts = factorCodes.map((factor) => ({ label: factorWords[factor], points: points[factor] }))
  const given = parts.filter((part) => part.points > 0)
  return { code, asks, parts: given, total: given.reduce((sum, part) => sum + part.points, 0) }
}

function sayReference(reference: MatchRule['reference']): string {
  return reference === 'required' ? 'a shared reference' : 'with or without a reference'
}

function sayAmount(amount: AmountRule): string {
  if (amount.kind === 'rate') return `another currency, within ${amount.boundBp} bp of the day’s rate`
  const { absoluteMinor, basisPoints, direction } = amount
  if (absoluteMinor === 0n && basisPoints === 0) return 'equal amounts'
  const towards = direction === 'either' ? 'apart' : direction
  return `at most ${absoluteMinor} minor units or ${basisPoints} bp ${towards}, whichever is larger`
}

function sayWindow({ unit, earliest, prompt, latest }: DateWindow): string {
  const before = earliest < 0 ? `${-earliest} before` : 'the same day'
  return `from ${before} to ${latest} ${unit} days after (all points until day ${prompt})`
}

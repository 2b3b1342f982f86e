import type { DateWindow, MatchRule, PairPolicy } from '../policy'
import type { MatchRow } from '../row'
import { type AmountTable, openAmountTable } from './amount-table'
import type { DayRate, Expected } from './amounts'
import { type BusinessCalendar, businessNumbers } from './business-days'
import { confidenceOf, type Factor } from './factor'
import {
  bindingReferences,
  excludeEachOther,
  openTexts,
  type PreparedRow,
  prepareRow,
  sharedReferences,
  shareReference,
  type Texts,
} from './prepare-rows'
import { similarity } from './text-similarity'

/** What lies outside the rows and the policy: when banks are closed, and what one currency was worth in another. */
export type Surroundings = { readonly calendar: BusinessCalendar; readonly rates: readonly DayRate[] }

export type Score = { readonly rule: MatchRule; readonly confidence: number; readonly factors: readonly Factor[] }

/** Judges pairs of rows by their places. `confidence` is quick and is asked millions of times; `explain` says why. */
export type Scorer = {
  readonly left: readonly PreparedRow[]
  readonly right: readonly PreparedRow[]
  /** What each left row should be on the right, for every rule and currency of the right side. */
  readonly expected: readonly (readonly Expected[])[]
  /** 0 to 100; −1 when no rule admits the pair, or when the rule that does is not one that is asked for. */
  confidence(i: number, j: number, isAsked?: (rule: MatchRule) => boolean): number
  explain(i: number, j: number): Score | undefined
  similarityOf(i: number, j: number): number
}

export function openScorer(
  policy: PairPolicy,
  leftRows: readonly MatchRow[],
  rightRows: readonly MatchRow[],
  surroundings: Surroundings,
): Scorer {
  const texts = openTexts()
  const businessOf = businessNumbers(surroundings.calendar)
  const prepareAll = (rows: readonly MatchRow[]) => {
    const binding = bindingReferences(rows, policy.ceilings.referenceRows)
    return rows.map((row) => prepareRow(row, binding(row), policy, texts, businessOf))
  }
  const [left, right] = [prepareAll(leftRows), prepareAll(rightRows)]
  const amounts = openAmountTable(policy, left, right, surroundings.rates)
  const alike = rememberSimilarity(texts)
  const similarityOf = (i: number, j: number) => alike(left[i]!.textNumber, right[j]!.textNumber)
  const points = new Int32Array(4)
  const judge = openJudge(policy, left, right, amounts, similarityOf, points)
  return {
    left,
    right,
    expected: amounts.all,
    similarityOf,
    confidence: (i, j, isAsked) => {
      const at = judge(i, j)
      if (at < 0 || (isAsked && !isAsked(policy.rules[at]!))) return -1
      return points[0]! + points[1]! + points[2]! + points[3]!
    },
    explain: (i, j) => {
      const at = judge(i, j)
      if (at < 0) return undefined
      const rule = policy.rules[at]!
      const factors = factorsOf(rule, left[i]!, right[j]!, amounts.expected(i, j, at)!, similarityOf(i, j), points)
      return { rule, confidence: confidenceOf(factors), factors }
    },
  }
}

/**
 * Answers the place of the first rule that admits a pair, −1 for none, and leaves its points in the order of
 * `factorCodes`.
 */
function openJudge(
  policy: PairPolicy,
  left: readonly PreparedRow[],
  right: readonly PreparedRow[],
  amounts: AmountTable,
  similarityOf: (i: number, j: number) => number,
  points: Int32Array,
): (i: number, j: number) => number {
  return (i, j) => {
    const a = left[i]!
    const b = right[j]!
    if (excludeEachOther(a, b)) return -1
    const isShared = shareReference(a, b)
    for (let at = 0; at < policy.rules.length; at++) {
      const rule = policy.rules[at]!
      if (rule.reference === 'required' && !isShared) continue
      const amount = amounts.points(i, j, at)
      if (amount < 0) continue
      const date = datePoints(rule.window, daysBetween(rule.window, a, b), rule.points.date)
      if (date === undefined) continue
      const text = rule.textAtLeast > 0 || rule.points.text > 0 ? similarityOf(i, j) : 0
      if (text < rule.textAtLeast) continue
      points[0] = isShared ? rule.points.reference : 0
      points[1] = amount
      points[2] = date
      points[3] = Math.floor((rule.points.text * text) / 1000)
      return at
    }
    return -1
  }
}

function factorsOf(
  rule: MatchRule,
  a: PreparedRow,
  b: PreparedRow,
  expected: Expected,
  alike: number,
  points: Int32Array,
): Factor[] {
  const { currency, minor: expectedMinor, boundMinor } = expected
  const apartMinor = b.row.amountMinor - expectedMinor
  const by = rule.amount.kind === 'rate' ? 'rate' : boundMinor === 0n || apartMinor === 0n ? 'exact' : 'tolerance'
  const { unit, latest } = rule.window
  const [reference = 0, amount = 0, date = 0, text = 0] = points
  return [
    { code: 'reference', points: reference, of: rule.points.reference, facts: { shared: sharedReferences(a, b) } },
    {
      code: 'amount',
      points: amount,
      of: rule.points.amount,
      facts: { by, currency, expectedMinor, apartMinor, boundMinor, ...rateFacts(expected) },
    },
    {
      code: 'date',
      points: date,
      of: rule.points.date,
      facts: { days: daysBetween(rule.window, a, b), unit, latest },
    },
    { code: 'text', points: text, of: rule.points.text, facts: { similarity: alike } },
  ]
}

function rateFacts({ rate }: Expected) {
  return rate ? { rateDay: rate.day, rateSource: rate.source } : {}
}

/** How many days of the window's unit the right row comes after the left one. */
export function daysBetween({ unit }: DateWindow, a: PreparedRow, b: PreparedRow): number {
  return unit === 'business' ? b.business - a.business : b.ordinal - a.ordinal
}

/** All points from day 0 to `prompt`, falling evenly towards the ends of the window; undefined outside of it. */
export function datePoints(window: DateWindow, days: number, points: number): number | undefined {
  if (days < window.earliest || days > window.latest) return undefined
  if (days >= 0 && days <= window.prompt) return points
  const over = days < 0 ? -days : days - window.prompt
  const room = days < 0 ? 1 - window.earliest : window.latest - window.prompt + 1
  return Math.floor((points * (room - over)) / room)
}

const largestTable = 8_000_000

/** Each pair of texts is compared once, as long as there is room to remember it. */
function rememberSimilarity(texts: Texts): (a: number, b: number) => number {
  const count = texts.prepared.length
  const compare = (a: number, b: number) => similarity(texts.prepared[a]!, texts.prepared[b]!)
  if (count * count > largestTable) return compare
  const table = new Int16Array(count * count).fill(-1)
  return (a, b) => {
    const known = table[a * count + b]!
    if (known >= 0) return known
    const fresh = compare(a, b)
    table[a * count + b] = fresh
    return fresh
  }
}

import type { PairPolicy } from '../policy'
import type { MatchRow } from '../row'
import { type BusinessNumber, ordinalOf } from './business-days'
import { type PreparedText, prepareText } from './text-similarity'

/** A row with everything worked out that a pair of rows asks for again and again. */
export type PreparedRow = {
  readonly row: MatchRow
  readonly ordinal: number
  readonly business: number
  readonly textNumber: number
  readonly references: ReadonlySet<string>
  /** Per decisive kind of the policy what this row says; undefined where it says nothing. */
  readonly decisive: readonly (ReadonlySet<string> | undefined)[] | undefined
}

/** Texts repeat: each is prepared once, and known by its number. */
export type Texts = { numberOf(text: string): number; readonly prepared: readonly PreparedText[] }

export function openTexts(): Texts {
  const numbers = new Map<string, number>()
  const prepared: PreparedText[] = []
  const numberOf = (text: string) => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, prepared.length)
    return prepared.push(prepareText(text)) - 1
  }
  return { numberOf, prepared }
}

export function prepareRow(
  row: MatchRow,
  references: readonly string[],
  policy: PairPolicy,
  texts: Texts,
  businessOf: BusinessNumber,
): PreparedRow {
  const decisive = policy.decisiveKinds.map((kind) => {
    const named = references.filter((reference) => reference.startsWith(`${kind}:`))
    return named.length > 0 ? new Set(named) : undefined
  })
  return {
    row,
    ordinal: ordinalOf(row.day),
    business: businessOf(row.day),
    textNumber: texts.numberOf(row.text),
    references: new Set(references),
    decisive: decisive.some(Boolean) ? decisive : undefined,
  }
}

/** What more rows of an account carry than the ceiling says names a bank or a product, not a payment: it ties nobody. */
export function bindingReferences(rows: readonly MatchRow[], most: number): (row: MatchRow) => readonly string[] {
  const keyOf = (row: MatchRow, reference: string) => JSON.stringify([row.block, reference])
  const carriers = new Map<string, number>()
  for (const row of rows) {
    for (const reference of new Set(row.references)) {
      const key = keyOf(row, reference)
      carriers.set(key, (carriers.get(key) ?? 0) + 1)
    }
  }
  return (row) => row.references.filter((reference) => (carriers.get(keyOf(row, reference)) ?? 0) <= most)
}

export function sharedReferences(a: PreparedRow, b: PreparedRow): string[] {
  return [...a.references].filter((reference) => b.references.has(reference)).sort()
}

export function shareReference(a: PreparedRow, b: PreparedRow): boolean {
  if (a.references.size === 0 || b.references.size === 0) return false
  for (const reference of a.references) if (b.references.has(reference)) return true
  return false
}

/** Two different trace ids are two payments, however alike the rest. */
export function excludeEachOther(a: PreparedRow, b: PreparedRow): boolean {
  if (!a.decisive || !b.decisive) return false
  return a.decisive.some((mine, kind) => {
    const theirs = b.decisive?.[kind]
    return mine !== undefined && theirs !== undefined && ![...mine].some((reference) => theirs.has(reference))
  })
}

import { createLoader, createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { dayFromWritten } from '@/lib/domain/statements/written-day'

/** Which accounts: by the first word of the chart, by currency, from a place on. */
export const accountsParams = { root: parseAsString, currency: parseAsString, after: parseAsString }
export const loadAccountsParams = createLoader(accountsParams)
export const accountsHref = createSerializer(accountsParams)

/** One account in one currency, newest first, before a place. */
export const postingsParams = { account: parseAsString, currency: parseAsString, before: parseAsString }
export const loadPostingsParams = createLoader(postingsParams)
const serializePostings = createSerializer(postingsParams)

export function postingsHref(account: string, currency: string, before?: string): string {
  return serializePostings('/ledger/postings', { account, currency, before: before ?? null })
}

export function accountsOf(root: string, currency: string | null, after: string | null = null): string {
  return accountsHref('/ledger/accounts', { root, currency, after })
}

export const proofStates = ['residual', 'unproven', 'differs', 'not_provable', 'proven'] as const
export const proofWords: Record<(typeof proofStates)[number], string> = {
  residual: 'Residual',
  unproven: 'Unproven',
  differs: 'Parts differ',
  not_provable: 'Not provable',
  proven: 'Proven',
}
export const proofParams = { state: parseAsStringLiteral(proofStates), account: parseAsString, after: parseAsString }
export const loadProofParams = createLoader(proofParams)
const serializeProof = createSerializer(proofParams)

export type ProofParams = Awaited<ReturnType<typeof loadProofParams>>

export function proofHref(params: ProofParams): string {
  return serializeProof('/ledger/proof', params)
}

/** The rows of one part of one balance, newest first, before a place. */
export const partParams = {
  account: parseAsString,
  currency: parseAsString,
  balance: parseAsString,
  part: parseAsStringLiteral(['available', 'pending']),
  before: parseAsString,
}
export const loadPartParams = createLoader(partParams)
const serializePart = createSerializer(partParams)

type Cell = { accountId: string; currency: string; balanceType: string }

export function partHref(cell: Cell, part: 'available' | 'pending', before: string | null = null): string {
  const { accountId: account, currency, balanceType: balance } = cell
  return serializePart('/ledger/proof/rows', { account, currency, balance, part, before })
}

export const transactionsParams = {
  account: parseAsString,
  currency: parseAsString,
  category: parseAsString,
  before: parseAsString,
}
export const loadTransactionsParams = createLoader(transactionsParams)
export type TransactionsParams = Awaited<ReturnType<typeof loadTransactionsParams>>
const serializeTransactions = createSerializer(transactionsParams)

export function transactionsHref(params: Partial<TransactionsParams>): string {
  return serializeTransactions('/ledger/transactions', params)
}

/** The checks of Stripe's reports before a place, and the differing rows of one after a place. */
const reportsParams = { before: parseAsString }
export const loadReportsParams = createLoader(reportsParams)
const serializeReports = createSerializer(reportsParams)
const mostInt = 2 ** 31 - 1

/** A position in a list, as Postgres counts it: from zero to what an `int` holds. */
export const parseAsPosition = createParser({
  parse: (text) => (/^\d{1,10}$/.test(text) && Number(text) <= mostInt ? Number(text) : null),
  serialize: String,
})

const checkParams = { after: parseAsPosition }
export const loadCheckParams = createLoader(checkParams)
const serializeCheck = createSerializer(checkParams)

export function reportsHref(before: string | null = null): string {
  return serializeReports('/ledger/reports', { before })
}

export function checkHref(id: string, after: number | null = null): string {
  return serializeCheck(`/ledger/reports/${id}`, { after })
}

/** A place in a list as text: parts joined by a tilde, which only the last may hold. What cannot be read is the beginning. */
export function placeText(...parts: string[]): string {
  return parts.join('~')
}

export function readPlace(place: string | null, parts: number): string[] | null {
  const split = place?.split('~') ?? []
  const read = [...split.slice(0, parts - 1), split.slice(parts - 1).join('~')]
  return read.length === parts && read.every((part) => part !== '' && !part.includes('\0')) ? read : null
}

/** As `placeText` was given it: what Postgres could not read as an instant is no place. */
export function readMoment(text: string | undefined): Date | null {
  const at = /^[12]\d{3}-/.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN
  return Number.isNaN(at) ? null : new Date(at)
}

/** A day of the calendar; 31 February is none, and neither is one that Postgres has no year for. */
export function readDay(text: string | undefined): CalendarDay | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? dayFromWritten(text ?? '', 'YYYY-MM-DD') : null
}

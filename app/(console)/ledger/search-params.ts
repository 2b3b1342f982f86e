import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** Which accounts: by the first word of the chart, by currency, from a place on. */
export const accountsParams = { root: parseAsString, currency: parseAsString, after: parseAsString }
export const loadAccountsParams = createLoader(accountsParams)
export const accountsHref = createSerializer(accountsParams, { urlKeys: {} })

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

export const proofStates = ['off', 'unproven', 'proven', 'all'] as const
export const proofParams = {
  show: parseAsStringLiteral(['open', 'all'] as const).withDefault('all'),
  account: parseAsString,
  currency: parseAsString,
  after: parseAsString,
}
export const loadProofParams = createLoader(proofParams)

/** A place in a list as text: parts that hold no tilde, joined by one. A place that cannot be read is the beginning. */
export function placeText(...parts: string[]): string {
  return parts.join('~')
}

export function readPlace(place: string | null, parts: number): string[] | null {
  const read = place?.split('~')
  return read?.length === parts && read.every((part) => part !== '') ? read : null
}

export function readMoment(text: string | undefined): Date | null {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at)
}

import { createLoader, createSerializer, parseAsString } from 'nuqs/server'
import type { CheckCode, Figure } from '@/lib/domain/close/check'
import { entity, type Month, type Scope } from '@/lib/domain/close/period'
import { accountsOf, postingsHref, proofHref } from '../ledger/search-params'

/** Whose months: the entity's, or one Stripe account's. */
export const closeParams = { scope: parseAsString.withDefault(entity) }
export const loadCloseParams = createLoader(closeParams)
const serialize = createSerializer(closeParams)

export function monthsHref(scope: Scope): string {
  return serialize('/close', { scope })
}

export function monthHref(month: Month, scope: Scope): string {
  return serialize(`/close/${month}`, { scope })
}

const fileParams = {
  scope: parseAsString.withDefault(entity),
  kind: parseAsString,
  format: parseAsString,
  target: parseAsString,
  currency: parseAsString,
}
const serializeFile = createSerializer(fileParams)

type FileAsk = { scope: Scope; kind: string; format?: string; target?: string; currency?: string }

export function fileHref(month: Month, ask: FileAsk): string {
  return serializeFile(`/close/${month}/file`, ask)
}

/** Where the rows behind a figure are. */
export function figureHref(code: CheckCode, { about, currency }: Figure): string {
  if (about?.exceptionId) return `/exceptions/${about.exceptionId}`
  if (about?.accountId) return proofHref({ state: null, account: about.accountId, after: null })
  const account = about?.ledgerAccount
  if (account?.includes(':')) return postingsHref(account, currency)
  const roots: Partial<Record<CheckCode, string>> = { stripe_clearing: 'stripe' }
  const isControl = code === 'seller_payable' || code === 'connect_reserve' || code === 'risk_reserve'
  const root = account ?? roots[code] ?? (isControl ? code : null)
  return root ? accountsOf(root, currency) : '/ledger'
}

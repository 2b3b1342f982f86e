import { decimalFromMinor } from '../money/decimal'
import { magnitude } from '../money/money'
import type { LegKind } from '../provider/facts'
import type { Entry, Leg } from './facts'
import type { EvidencePart, EvidenceRow } from './finding'

/** "USD 1,234.50": exact digits, grouped; a currency that the table does not know is said in minor units. */
export function say(minor: bigint, currency: string): string {
  const decimal = decimalFromMinor(magnitude(minor), currency)
  if (!decimal.ok) return `${magnitude(minor)} minor units of ${currency.toUpperCase()}`
  const [whole = '', fraction] = decimal.value.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${currency.toUpperCase()} ${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

export const kindNames: Record<LegKind, string> = {
  sale: 'sale',
  refund: 'refund',
  application_fee: 'application fee',
  application_fee_refund: 'application fee refund',
  transfer: 'transfer',
  transfer_reversal: 'transfer reversal',
  payout: 'payout',
  payout_failure: 'failed payout',
  refund_failure: 'failed refund',
  dispute: 'dispute',
  dispute_reversal: 'dispute reversal',
  dispute_fee: 'dispute fee',
}

export function legRow(leg: Leg): EvidenceRow {
  return {
    side: 'stripe',
    id: leg.objectId,
    kind: leg.kind,
    account: leg.account,
    amountMinor: leg.amountMinor.toString(),
    currency: leg.currency,
    at: leg.created.toISOString(),
    objectId: leg.objectId,
    ...(leg.orderReference === null ? {} : { orderReference: leg.orderReference }),
    ...(leg.seller === null ? {} : { seller: leg.seller }),
  }
}

export function entryRow(entry: Entry): EvidenceRow {
  return {
    side: 'books',
    id: entry.reference,
    kind: entry.kind,
    account: entry.account,
    amountMinor: entry.amountMinor.toString(),
    currency: entry.currency,
    at: entry.occurredAt.toISOString(),
    ...(entry.objectId === null ? {} : { objectId: entry.objectId }),
    ...(entry.orderReference === null ? {} : { orderReference: entry.orderReference }),
    ...(entry.seller === null ? {} : { seller: entry.seller }),
  }
}

/** A row of Stripe's that is no leg: a payout, a balance transaction. */
export function movedRow(
  id: string,
  kind: string,
  account: string,
  minor: bigint,
  currency: string,
  at: Date,
): EvidenceRow {
  return { side: 'stripe', id, kind, account, amountMinor: minor.toString(), currency, at: at.toISOString() }
}

export function part(label: string, minor: bigint): EvidencePart {
  return { label, amountMinor: minor.toString() }
}

/** `larger − smaller` as two parts that add up to the difference, whichever side is larger. */
export function differenceParts(labelA: string, a: bigint, labelB: string, b: bigint): EvidencePart[] {
  return a >= b ? [part(labelA, a), part(`less ${labelB}`, -b)] : [part(labelB, b), part(`less ${labelA}`, -a)]
}

/** On whose balance the money lies: the platform's own account, or a seller's. */
export function ownerOf(account: string, platformAccount: string | null): 'platform' | 'seller' {
  return account === platformAccount ? 'platform' : 'seller'
}

export function article(name: string): string {
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

export function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}

import type { BalanceTransactionFacts, SourceObject } from '@/lib/domain/ledger/movement'

/** A balance transaction and its own source, as SQL hands them over. */
export type TransactionRow = {
  moneyKey: string
  accountId: string
  id: string
  category: string
  balanceType: string
  amountMinor: bigint
  feeMinor: bigint
  netMinor: bigint
  currency: string
  exchangeRate: string | null
  created: Date
  availableOn: Date
  feeDetails: unknown
  /** Its postings stand already: it was queued twice. */
  posted: boolean
} & { [column in keyof ObjectRow as `source${Capitalize<column>}`]: ObjectRow[column] | null }

/** An object's few fields that money needs, cut out of its JSON in the database. */
export type ObjectRow = {
  id: string
  objectType: string
  amountMinor: bigint | null
  currency: string | null
  parentId: string | null
  amountCaptured: string | null
  destination: string | null
  sellerSide: boolean
  viaPlatformCharge: boolean
}

type SettledRow = { settledMinor: bigint | null; settledCurrency: string | null }

/** `o` is provider_object, `x` its JSON read once (a large object is decompressed for every access). */
export const objectColumns = (prefix: '' | 'source') => {
  const as = (name: string) =>
    prefix === '' ? `"${name}"` : `"${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}"`
  return `o.id AS ${as('id')}, o.object_type AS ${as('objectType')}, o.amount_minor AS ${as('amountMinor')},
    o.currency AS ${as('currency')}, o.parent_id AS ${as('parentId')}, x.amount_captured AS ${as('amountCaptured')},
    coalesce(x.transfer_data->>'destination', x.destination) AS ${as('destination')},
    (x.source_transfer IS NOT NULL OR x.source_transfer_reversal IS NOT NULL) AS ${as('sellerSide')},
    x.originating_transaction IS NOT NULL AS ${as('viaPlatformCharge')}`
}

export const objectJson = `LATERAL jsonb_to_record(o.raw) AS x(amount_captured text, destination text, transfer_data jsonb,
  source_transfer text, source_transfer_reversal text, originating_transaction text)`

export function sourceObject(row: ObjectRow, settled: SettledRow = notSettled): SourceObject {
  const { id, objectType, amountMinor, currency, parentId, amountCaptured, sellerSide, viaPlatformCharge } = row
  const { settledMinor, settledCurrency } = settled
  return {
    id,
    objectType,
    amountMinor,
    currency,
    parentId,
    sellerSide,
    viaPlatformCharge,
    capturedMinor: amountCaptured === null ? null : BigInt(amountCaptured),
    // Only a payment or a transfer names whom it pays; a payout's `destination` is a bank account.
    destination: paysSeller.has(objectType) ? row.destination : null,
    settled:
      settledMinor === null || settledCurrency === null
        ? null
        : { amountMinor: settledMinor, currency: settledCurrency },
  }
}

const notSettled: SettledRow = { settledMinor: null, settledCurrency: null }
const paysSeller = new Set(['charge', 'transfer'])

export function transactionFacts(row: TransactionRow, platforms: ReadonlySet<string>): BalanceTransactionFacts {
  const { accountId, id, category, balanceType, amountMinor, feeMinor, netMinor, currency, created, exchangeRate } = row
  const isPlatform = platforms.has(accountId)
  const feeDetails = feeDetailsFrom(row.feeDetails)
  const facts = {
    accountId,
    id,
    category,
    balanceType,
    amountMinor,
    feeMinor,
    netMinor,
    currency,
    created,
    exchangeRate,
  }
  return { ...facts, isPlatform, feeDetails, source: ownSource(row) }
}

function ownSource(row: TransactionRow): SourceObject | null {
  if (row.sourceId === null || row.sourceObjectType === null) return null
  return sourceObject({
    id: row.sourceId,
    objectType: row.sourceObjectType,
    amountMinor: row.sourceAmountMinor,
    currency: row.sourceCurrency,
    parentId: row.sourceParentId,
    amountCaptured: row.sourceAmountCaptured,
    destination: row.sourceDestination,
    sellerSide: row.sourceSellerSide ?? false,
    viaPlatformCharge: row.sourceViaPlatformCharge ?? false,
  })
}

/** A detail that is not what Stripe documents is left out: its money then shows up as a fee that is not itemised. */
function feeDetailsFrom(json: unknown): BalanceTransactionFacts['feeDetails'] {
  if (!Array.isArray(json)) return []
  return json.flatMap((detail: { type?: unknown; amount?: unknown; currency?: unknown } | null) => {
    const { type, amount, currency } = detail ?? {}
    const sound = typeof type === 'string' && Number.isSafeInteger(amount) && typeof currency === 'string'
    return sound ? [{ type, amountMinor: BigInt(amount as number), currency }] : []
  })
}

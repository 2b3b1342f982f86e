/** Where a customer's payment was made, and who it was for. `seller_side`: a seller's half of a transfer, no sale. */
export type ChargeType = 'direct' | 'destination' | 'separate' | 'seller_side' | 'unattributed'

/** An object behind a balance transaction (charge, refund, transfer …), reduced to what money needs to know. */
export type SourceObject = {
  readonly id: string
  /** Stripe's own `object`: charge, refund, transfer, transfer_reversal, application_fee, fee_refund … */
  readonly objectType: string
  /** In the object's own currency, always positive. */
  readonly amountMinor: bigint | null
  readonly currency: string | null
  /** refund → charge, fee → charge, fee refund → fee, transfer → source transaction, reversal → transfer. */
  readonly parentId: string | null
  /** A charge's captured part; null where that is not a question. */
  readonly capturedMinor: bigint | null
  /** The connected account that a transfer or a destination charge pays. */
  readonly destination: string | null
  /** Stripe made it on a seller's account to carry a transfer (`source_transfer`) or its reversal. */
  readonly sellerSide: boolean
  /** An application fee taken through a charge on the platform's own account (`originating_transaction`). */
  readonly viaPlatformCharge: boolean
  /** A charge's, fee's or transfer's own balance transaction: what its amount became when it was settled. */
  readonly settled: { readonly amountMinor: bigint; readonly currency: string } | null
}

export type FeeDetail = { readonly type: string; readonly amountMinor: bigint; readonly currency: string }

/** One balance transaction as Stripe states it: signed minor units, `net = amount − fee`. */
export type BalanceTransactionFacts = {
  readonly id: string
  readonly accountId: string
  readonly isPlatform: boolean
  /** `reporting_category`; the list is open. */
  readonly category: string
  readonly balanceType: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
  readonly currency: string
  /** Stripe's decimal as text: the object's amount × rate = `amountMinor`. Null without a conversion. */
  readonly exchangeRate: string | null
  readonly created: Date
  readonly feeDetails: readonly FeeDetail[]
  readonly source: SourceObject | null
}

/** A balance transaction with the family it belongs to: all that posting and metrics read. */
export type Movement = BalanceTransactionFacts & {
  /** The customer's payment at the root, where there is one. */
  readonly charge: SourceObject | null
  /** The payment, fee or transfer whose conversion this movement gives back, in part or whole; only where it was converted. */
  readonly undoes: SourceObject | null
  readonly sellerId: string | null
  readonly chargeType: ChargeType
}

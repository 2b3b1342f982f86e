/** Whose word a node is: the platform's own books, Stripe, our ledger, or the bank. */
export type Side = 'books' | 'stripe' | 'ledger' | 'bank'

export type LifeNode = {
  readonly key: string
  readonly side: Side
  /** charge, stripe_fee, sellers_payment, payout … on Stripe's side; an entry's kind; debit → credit; bank_line. */
  readonly kind: string
  readonly id: string
  /** The object that moved the money, where the id is a balance transaction's. */
  readonly objectId: string | null
  readonly accountId: string
  /** Signed from the standpoint of its own account, in minor units. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
  readonly status: string | null
  /** False for what carries other money too, or moves nothing on its account: it stands in no sum. */
  readonly counts: boolean
  /** Of how many rows it is the sum: a payout's rows are told by kind, not one by one. */
  readonly rows: number
}

export type EdgeKind =
  | 'source'
  | 'fee_of'
  | 'refund_of'
  | 'dispute_of'
  | 'transfer_of'
  | 'sellers_payment_of'
  | 'reversal_of'
  | 'paid_out_in'
  | 'booked_as'
  | 'posted_as'
  | 'arrived_as'

/** Why two nodes belong together; read "from is the … of to", and for the last four "from was … to". */
export type LifeEdge = {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** How much of `from` is meant; null where it is all of it. */
  readonly partMinor: bigint | null
}

export type LifeGraph = { readonly nodes: readonly LifeNode[]; readonly edges: readonly LifeEdge[] }

/** Stripe's newest word about an object; `sourceTransfer` and `sourceReversal` make it the seller's half of them. */
export type LifeObject = {
  readonly id: string
  readonly accountId: string
  readonly type: string
  readonly amountMinor: bigint | null
  readonly currency: string | null
  readonly at: Date
  readonly status: string | null
  readonly parentId: string | null
  readonly sourceTransfer: string | null
  readonly sourceReversal: string | null
}

/** A balance transaction. */
export type LifeRow = {
  readonly id: string
  readonly accountId: string
  readonly category: string
  readonly sourceId: string | null
  readonly amountMinor: bigint
  readonly netMinor: bigint
  readonly fees: readonly { readonly type: string; readonly amountMinor: bigint }[]
  readonly currency: string
  readonly at: Date
}

/** What a payout took of a row; `listed` by Stripe itself, or by the allocation of a payout made by hand. */
export type LifePart = {
  readonly rowId: string
  readonly accountId: string
  readonly payoutId: string
  readonly partMinor: bigint
  readonly listed: boolean
}

/** A payout's rows of one category, where they are too many to be told one by one. */
export type LifeBundle = {
  readonly payoutId: string
  readonly accountId: string
  readonly category: string
  readonly rows: number
  readonly netMinor: bigint
  readonly currency: string
}

export type LifePosting = {
  readonly id: string
  readonly transactionId: string
  readonly accountId: string
  readonly debit: string
  readonly credit: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
}

export type LifeEntry = {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly accountId: string
  readonly objectId: string | null
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
}

/** A bank line, and what it was found to be: the payout's arrival, a failed one's return, or a top-up's debit. */
export type LifeLine = {
  readonly id: string
  readonly accountId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
  readonly match: { readonly kind: 'payout' | 'return' | 'topup'; readonly objectId: string } | null
}

export type LifeFacts = {
  readonly objects: readonly LifeObject[]
  readonly rows: readonly LifeRow[]
  readonly parts: readonly LifePart[]
  readonly bundles: readonly LifeBundle[]
  readonly postings: readonly LifePosting[]
  readonly entries: readonly LifeEntry[]
  readonly lines: readonly LifeLine[]
}

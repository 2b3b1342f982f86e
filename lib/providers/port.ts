import type {
  AccountFact,
  BalanceFact,
  BalanceTransactionFact,
  EventFact,
  ProviderLegFact,
  ProviderObjectFact,
} from '@/lib/domain/provider/facts'

/** A body, or the part of one, that may not become jsonb: kept byte for byte. */
export type UnsoundBody = { accountId: string; source: string; reason: UnsoundReason; body: Uint8Array }
export type UnsoundReason =
  | 'nul'
  | 'lone_surrogate'
  | 'impossible_number'
  | 'oversize'
  | 'not_utf8'
  | 'not_json'
  | 'not_understood'

/** A page of a list, newest first. `next` is the cursor of the following page, null where the list ends. */
export type Page<T> = { items: T[]; unsound: UnsoundBody[]; next: string | null; observedAt: Date }

/** Half open: `from` ≤ created < `to`. Without a bound the window is open on that side. */
export type Window = { from?: Date | undefined; to?: Date | undefined }

/** One balance transaction with what its expanded source says. */
export type BalanceEntry = {
  transaction: BalanceTransactionFact
  object: ProviderObjectFact | null
  legs: ProviderLegFact[]
}
export type ObjectState = { object: ProviderObjectFact; legs: ProviderLegFact[] }

/** `gone`: the provider denies it. `unreadable`: there is no way to ask for this type. */
export type Retrieved =
  | { state: 'found'; found: ObjectState }
  | { state: 'gone' }
  | { state: 'unreadable' }
  | { state: 'unsound'; unsound: UnsoundBody }

export type ObjectAddress = { accountId: string; objectType: string; objectId: string; parentId: string | null }

/**
 * A write. The amount is in positive minor units of `currency`, which is the target's own. `reference` is written into
 * the metadata of what the act makes: by it the act is found again when its answer was lost. Nothing that the act made can
 * be older than `since`.
 */
export type ProviderAct = {
  accountId: string
  amountMinor: bigint
  currency: string
  reference: string
  since: Date
} & (
  | { action: 'refund_application_fee'; feeId: string }
  | { action: 'reverse_transfer'; transferId: string }
  | { action: 'create_refund'; chargeId: string }
  /** Out of what the charge brought in, to a connected account. */
  | { action: 'create_transfer'; chargeId: string; destination: string }
  /** Out of the account's own balance, to the platform. */
  | { action: 'debit_seller'; destination: string }
)

/** What a send needs beside the act: the key it is known by, and until when, by the machine's clock, it may leave. */
export type SendPass = { idempotencyKey: string; notAfter: Date }

/** What an act's target says: what it is, and which of the things that were done to it carry the act's reference. */
export type Target =
  | {
      state: 'found'
      livemode: boolean
      currency: string
      carrying: string[]
      /** The provider's own sum shows that nothing was left out. */
      isWhole: boolean
    }
  /** The provider denies it. */
  | { state: 'gone' }

/**
 * `refused`: the same request would be refused again. With `isOnlyAnswer` false an earlier try of the same call got no
 * answer and may have been applied; `unreadable`, too, leaves that open. Anything passing is thrown as ProviderUnavailable.
 */
export type ActResult =
  | { state: 'applied'; objectId: string; requestId: string | null }
  | { state: 'refused'; code: string; message: string; requestId: string | null; isOnlyAnswer: boolean }
  | { state: 'unreadable'; reason: string }

/** How the written object compares with what was asked for; `differs` names each field with both values. */
export type Confirmation = { state: 'stands' } | { state: 'differs'; differences: string[] } | { state: 'gone' }

export type WebhookVerdict =
  | { ok: true; body: { event: EventFact } | { unsound: UnsoundReason } }
  | {
      ok: false
      reason: 'signature_missing' | 'signature_malformed' | 'signature_wrong' | 'signature_old' | 'signature_future'
    }

export type RequestCounts = { requests: number; throttled: number }

/** What the product asks of any provider. Reads throw ProviderUnavailable (retryable) or AccountUnreachable. */
export type Provider = {
  name: 'stripe'
  livemode: boolean
  platformAccountId: string
  listAccounts(cursor: string | null): Promise<Page<AccountFact>>
  retrieveAccount(accountId: string): Promise<AccountFact | null>
  listBalanceTransactions(accountId: string, window: Window, cursor: string | null): Promise<Page<BalanceEntry>>
  retrieveBalanceTransaction(accountId: string, id: string): Promise<BalanceEntry | null>
  /** Without their sources: what moved was read before. */
  listPayoutItems(accountId: string, payoutId: string, cursor: string | null): Promise<Page<BalanceEntry>>
  listCharges(accountId: string, window: Window, cursor: string | null): Promise<Page<ObjectState>>
  listEvents(accountId: string, window: Window, cursor: string | null): Promise<Page<EventFact>>
  retrieveObject(address: ObjectAddress): Promise<Retrieved>
  readBalance(accountId: string): Promise<BalanceFact>
  /** Reads an act's target with all that was done to it. Throws rather than answer from a list that is not whole. */
  lookAt(act: ProviderAct): Promise<Target>
  execute(act: ProviderAct, pass: SendPass): Promise<ActResult>
  /** Reads the written object back and holds it against the act: amount, currency, target and reference. */
  readBack(act: ProviderAct, objectId: string): Promise<Confirmation>
  /** Since this provider was connected. */
  counts(): RequestCounts
}

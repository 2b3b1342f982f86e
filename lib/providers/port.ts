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
  leg: ProviderLegFact | null
}
export type ObjectState = { object: ProviderObjectFact; legs: ProviderLegFact[] }

/** `gone`: the provider denies it. `unreadable`: there is no way to ask for this type. */
export type Retrieved =
  | { state: 'found'; found: ObjectState }
  | { state: 'gone' }
  | { state: 'unreadable' }
  | { state: 'unsound'; unsound: UnsoundBody }

export type ObjectAddress = { accountId: string; objectType: string; objectId: string; parentId: string | null }

/** A write. Amounts are positive minor units of the object's own currency. */
export type ProviderAct =
  | {
      action: 'refund_application_fee'
      accountId: string
      feeId: string
      amountMinor: bigint
      idempotencyKey: string
      reference: string
    }
  | {
      action: 'reverse_transfer'
      accountId: string
      transferId: string
      amountMinor: bigint
      idempotencyKey: string
      reference: string
    }

/** `refused` is for good: the same request would be refused again. Anything passing is thrown as ProviderUnavailable. */
export type ActResult =
  | { state: 'applied'; objectId: string; requestId: string | null }
  | { state: 'refused'; code: string; message: string; requestId: string | null }

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
  execute(act: ProviderAct): Promise<ActResult>
  /** Reads the written object back: true when it stands there with the amount that was asked for. */
  readBack(act: ProviderAct, objectId: string): Promise<boolean>
  /** Since this provider was connected. */
  counts(): RequestCounts
}

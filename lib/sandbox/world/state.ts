import type { Bank } from '../bank/bank'
import type { Books } from '../books/books'
import type { Market } from '../market/market'
import type { Store, StripeObject } from '../store/store'
import type { Plant } from '../truth/plant'
import type { Agenda } from './agenda'
import type { Cells } from './cells'

/** `plantRate` is the share of sales (and of payouts) that carry one mutation: 0.01 unless told, 0 for an honest world. */
export type WorldOptions = { seed: number; sellers: number; days: number; plantRate?: number }

export type World = {
  readonly options: WorldOptions
  /** The platform's own account. */
  readonly platform: string
  /** Unix seconds at which the world begins: 2026-09-01T00:00:00Z. */
  readonly epoch: number
  /** Unix seconds, always a whole hour that has been lived through. */
  now: number
  readonly store: Store
  onEvent?: (account: string, event: StripeObject) => void

  /** The second being lived; equals `now` between two steps. */
  moment: number
  readonly agenda: Agenda
  readonly market: Market
  readonly cells: Cells
  readonly books: Books
  readonly bank: Bank
  readonly plants: Plant[]
  /** Charges whose money has not reached a balance yet, id → account. */
  readonly awaited: Map<string, string>
  /** Payout → the balance transactions that it swept, its own included. */
  readonly payoutItems: Map<string, string[]>
  readonly journal: { at: number; write: Write }[]
  /** Pending transactions by the hour at which they become available; `hasLeft`: the balance moved before that. */
  readonly ripening: Map<number, { account: string; id: string; hasLeft: boolean }[]>
  /** Charges to look at for leaks, planted or not: touched by a write through the API, or disputed; id → account. */
  readonly touched: Map<string, string>
  /** How many refunds each charge has had. */
  readonly refunds: Map<string, number>
  events: number
}

export type WriteKind =
  | 'refund'
  | 'transfer'
  | 'transfer_reversal'
  | 'application_fee_refund'
  | 'payout'
  | 'payout_cancel'
/** A write that came through the API, in Stripe's own parameter names (`params.id` names the object acted upon). */
export type Write = { kind: WriteKind; account: string; params: Record<string, unknown> }
export type WriteResult =
  | { ok: true; object: StripeObject }
  | { ok: false; type: string; code: string; message: string; param?: string; status: number }

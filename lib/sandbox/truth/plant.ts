import type { Entry, EntryKind } from '../books/entry'

/** What a family of one sale (or one payout) is going to suffer. `done` once it has happened. */
export type Mutation = { done?: boolean } & (
  | {
      name: 'entry_dropped' | 'entry_invented' | 'entry_amount_off' | 'entry_currency_swapped' | 'entry_doubled'
      kind: EntryKind
    }
  | { name: 'charged_twice' }
  | { name: 'fee_off_contract'; booksFollow: 'contract' | 'stripe' }
  | { name: 'refund_incomplete'; forgot: Forgotten }
  | { name: 'payout_item_lost' }
  | { name: 'transfer_missing' | 'transfer_short' | 'transfer_over' }
  | { name: 'conversion_worse' }
  | { name: 'refunded_and_disputed' }
  | { name: 'dispute_not_recovered' | 'retransfer_owed'; forgot: 'all' | 'short' }
)

/** What a refund left undone. `short` returns half of what it should. */
export type Forgotten = { fee: 'no' | 'all' | 'short'; transfer: 'no' | 'all' | 'short' }

/** What was done to the world, recorded when it was done. What is to be found follows in `expected.ts`. */
export type Plant =
  | { mutation: 'entry_dropped'; entry: Entry }
  | { mutation: 'entry_invented'; entry: Entry }
  | { mutation: 'entry_amount_off'; entry: Entry; honestAmount: number }
  | { mutation: 'entry_currency_swapped'; entry: Entry; honestCurrency: string }
  | { mutation: 'entry_doubled'; entry: Entry; double: Entry }
  | { mutation: 'charged_twice'; account: string; charge: string; second: string }
  | { mutation: 'fee_off_contract'; fee: string; contractAmount: number; takenAmount: number }
  | { mutation: 'refund_incomplete'; account: string; charge: string; forgot: Forgotten }
  | { mutation: 'payout_item_lost'; account: string; payout: string; item: string }
  | {
      mutation: 'transfer_missing' | 'transfer_short' | 'transfer_over'
      account: string
      charge: string
      seller: string
    }
  | { mutation: 'conversion_worse'; account: string; charge: string }
  | { mutation: 'refunded_and_disputed'; account: string; charge: string }
  | { mutation: 'dispute_not_recovered' | 'retransfer_owed'; account: string; charge: string }
  | { mutation: 'stray_fee'; account: string; transaction: string }
  | { mutation: 'reserve_drift'; account: string; currency: string; amount: number }
  | { mutation: 'unknown_type'; account: string; transaction: string }
  | { mutation: 'hidden_movement'; account: string; currency: string; amount: number }

import type { Posting } from '../ledger/posting'
import { say } from '../reconciliation/describe'
import type { Act, ResolvableItem } from './act'
import { rowOf } from './acts-for'
import { writeOffPosting } from './write-off'

/** What an act changes, before it is pressed: how it is now, how it will be after. */
export type Effect = { now: string; after: string }

export function effectOf(act: Act, item: ResolvableItem): Effect {
  const amount = say(item.amountMinor, item.currency)
  const [stripe, books] = [rowOf(item, 'stripe'), rowOf(item, 'books')]
  const entry = books ? `${books.id} over ${say(BigInt(books.amountMinor), books.currency)}` : 'the entry'
  const moved = stripe ? say(BigInt(stripe.amountMinor), stripe.currency) : amount
  switch (act) {
    case 'write_off':
      return writeOffEffect(writeOffPosting(item), amount)
    case 'book_missing_entry':
      return { now: 'The books have no entry for it.', after: `The books have CF-${item.number} over ${moved}.` }
    case 'correct_entry':
      return {
        now: `The books have ${entry}.`,
        after: `${books?.id ?? 'It'} is void, and CF-${item.number} says ${moved}.`,
      }
    case 'link_by_hand':
      return { now: `${entry} belongs to nothing at Stripe.`, after: 'It belongs to the object you name, for good.' }
    case 'split_by_hand':
      return { now: `The books have ${entry}.`, after: 'It is void; one entry for each object you name adds up to it.' }
    case 'mark_duplicate':
      return { now: `The books have ${entry}.`, after: 'It is void: no run counts it any more. Its row stays.' }
    case 'wait_until':
      return {
        now: 'It is in the queue.',
        after: 'It waits, and comes back by itself on that day, or if the amount changes.',
      }
    case 'not_ours':
      return { now: 'It is in the queue.', after: 'It is out of the queue as long as the amount stays.' }
    case 'reverse_transfer':
      return { now: `${item.objectId} lies with the seller.`, after: `${amount} of it comes back to the platform.` }
    case 'refund_application_fee':
      return {
        now: `${item.objectId} lies with the platform.`,
        after: `${amount} of it goes back to the seller.${item.kind === 'FEE_VARIANCE' ? leavesThen : ''}`,
      }
    case 'create_transfer':
      return { now: `${amount} lies with the platform.`, after: `${item.sellerId} has it, out of the same payment.` }
    case 'refund_elsewhere':
      return {
        now: `${item.objectId} failed: the customer has not got ${amount}.`,
        after: `${amount} counts as refunded outside Stripe, and it leaves the queue. That the first try failed is still to be booked.`,
      }
    case 'debit_seller':
      return {
        now: `${item.sellerId} owes the platform ${amount}.`,
        after: `Stripe takes ${amount} from the seller’s balance to the platform’s. Once it stands there, this leaves the queue as settled with the seller.`,
      }
    case 'create_refund':
      return {
        now: `${item.objectId} failed: the customer has not got ${amount}.`,
        after: `Stripe refunds ${amount} of the payment once more, to what it was paid with. That the first try failed is still to be booked; fails this one too, give him the money another way.`,
      }
  }
}

function writeOffEffect(posting: Posting | null, amount: string): Effect {
  if (posting === null) return { now: `${amount} is open.`, after: 'Nothing can be written off.' }
  return {
    now: `${amount} is open.`,
    after: `${amount} is posted from ${posting.credit} to ${posting.debit}, and it leaves the queue.`,
  }
}

/** The fee is still the one that was taken: giving a part of it back does not make it the contract's. */
const leavesThen = ' Once that stands there, this leaves the queue as put right at Stripe.'

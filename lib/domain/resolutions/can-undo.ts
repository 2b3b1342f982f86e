import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'
import type { ExceptionState } from '../exceptions/exception'
import { type Act, isRepair } from './act'

export type UndoRefusal = 'not_permitted' | 'undone_already' | 'left_the_house' | 'nothing_left'

/** `intentState`: how far Stripe has come, where it was asked. */
export type UndoFacts = { act: Act; isUndone: boolean; state: ExceptionState; intentState?: string | null }

/**
 * One verdict for the button and the command. What changed the books is said back; what Stripe was to be asked is called
 * back as long as it rests here; what left the house is not.
 */
export function canUndo({ act, isUndone, state, intentState }: UndoFacts, actor: Actor): Verdict<UndoRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (isUndone) return refuse('undone_already')
  if (isRepair(act)) return intentState === 'pending' ? ok() : refuse('left_the_house')
  if (act === 'wait_until' && state !== 'waiting') return refuse('nothing_left')
  if ((act === 'not_ours' || act === 'refund_elsewhere') && state !== 'resolved') return refuse('nothing_left')
  return ok()
}

export const undoSentences: Record<UndoRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not undo what was done.',
  undone_already: 'This was undone already.',
  left_the_house: 'What Stripe was asked to do cannot be taken back from here.',
  nothing_left: 'It no longer holds the exception back: there is nothing left to undo.',
}

/** How each act is undone, or that it cannot be and what would go the other way. */
export const undoWords: Record<Act, string> = {
  write_off: 'Undo posts the opposite entries; nothing is erased.',
  book_missing_entry: 'Undo takes the entry out of the books again; its row stays, marked as void.',
  correct_entry: 'Undo takes the new entry out again and puts the old one back.',
  link_by_hand: 'Undo removes the link; the entry itself was never changed.',
  split_by_hand: 'Undo takes the parts out again and puts the old entry back.',
  mark_duplicate: 'Undo puts the entry back into the books.',
  wait_until: 'Undo brings it back into the queue at once.',
  not_ours: 'Undo brings it back into the queue.',
  reverse_transfer:
    'Cannot be undone: money that came back goes to the seller again only by a new transfer, made at Stripe.',
  refund_application_fee:
    'Cannot be undone: a fee that was given back is not taken again; the seller can only be charged anew, at Stripe.',
  create_transfer: 'Cannot be undone from here: a transfer is taken back only by reversing it, at Stripe.',
  create_refund: 'Cannot be undone: money that went to a customer is not taken back.',
  refund_elsewhere: 'Undo posts the opposite entries and brings it back: for a payment that was never made.',
  debit_seller:
    'Cannot be undone from here: what was taken goes to the seller again only by a transfer, made at Stripe.',
}

import { proofSentence } from '@/lib/domain/access/proof'
import type { UndoOffer } from '../overlay/undo-offer'

/** What a server action tells the form that called it. The form keeps what was typed, so a refusal loses nothing. */
export type FormState =
  | { kind: 'idle' }
  | { kind: 'done'; sentence: string; undo?: UndoOffer }
  | { kind: 'refused'; sentence: string; signedOut?: true; prove?: true }

export const idle: FormState = { kind: 'idle' }

/** `undo`: how it is taken back, where it can be. */
export function done(sentence: string, undo?: UndoOffer): FormState {
  return undo ? { kind: 'done', sentence, undo } : { kind: 'done', sentence }
}

/** Whatever says that a fresh proof is missing offers the way to give one. */
export function refused(sentence: string): Extract<FormState, { kind: 'refused' }> {
  return sentence.includes(proofSentence) ? { kind: 'refused', sentence, prove: true } : { kind: 'refused', sentence }
}

/** Said instead of a way to the sign-in page: the page stays, with all that was typed on it. */
export const signedOut: FormState = {
  kind: 'refused',
  sentence: 'Your session has ended. Nothing was written, and what you typed stands here.',
  signedOut: true,
}

export const elsewhere = refused(
  'You work in another marketplace since this page was loaded, most likely by another tab. Nothing was written: load the page again.',
)

export const unanswered = refused('The server did not answer. Whether it was written shows when you look again.')

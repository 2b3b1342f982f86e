import type { IntentNeed } from '@/lib/server/intents/list-by-need'
import type { IntentView } from '@/lib/server/intents/queries'

export const needWords: Record<IntentNeed, string> = {
  person: 'Needs a person',
  underway: 'Under way',
  stands: 'Stands',
  not_done: 'Not done',
}
export const needBlanks: Record<IntentNeed, string> = {
  person: 'Nothing at Stripe needs a person',
  underway: 'Nothing is under way',
  stands: 'Nothing was done at Stripe from here',
  not_done: 'Nothing was refused or called back',
}

const actWords: Record<string, string> = {
  refund_application_fee: 'Give an application fee back',
  reverse_transfer: 'Reverse a transfer',
  create_refund: 'Refund once more',
  create_transfer: 'Transfer to a seller',
  debit_seller: 'Debit a seller',
}

export function actWord(action: string): string {
  return actWords[action] ?? action.replaceAll('_', ' ')
}

/** How it stands, and what a person would do about it. */
export function sayState({ state, objectId, lastError }: IntentView): string {
  switch (state) {
    case 'pending':
      return lastError ? 'not sent; it is tried again' : 'rests before it is sent'
    case 'sent':
      return lastError ? 'sent; the answer is looked for again' : 'sent, not read back yet'
    case 'confirmed':
      return 'stands as asked'
    case 'refused':
      return 'refused: nothing was moved'
    case 'withdrawn':
      return 'called back before it was sent'
    case 'mismatched':
      return objectId === null
        ? 'nobody knows whether it stands: look at Stripe'
        : 'stands otherwise than asked: look at Stripe'
  }
}

import { actSentences } from '@/lib/domain/resolutions/act'
import type { IntentNeed, IntentView } from '@/lib/server/intents/queries'

export const needWords: Record<IntentNeed, string> = {
  look: 'Needs a look',
  underway: 'Under way',
  stands: 'Stands',
  not_done: 'Not done',
}
export const needBlanks: Record<IntentNeed, string> = {
  look: 'Nothing at Stripe needs a look',
  underway: 'Nothing is under way',
  stands: 'Nothing was done at Stripe from here',
  not_done: 'Nothing was refused or called back',
}

/** In the words of the form that asked for it. */
export function actWord(action: string): string {
  const sentences: Partial<Record<string, string>> = actSentences
  return sentences[action] ?? action.replaceAll('_', ' ')
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

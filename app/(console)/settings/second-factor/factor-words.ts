import { z } from 'zod'
import { proofSentence } from '@/lib/domain/access/proof'
import type { FactorRefusal } from '@/lib/server/auth/second-factor/enrol'
import type { ProveRefusal } from '@/lib/server/auth/second-factor/prove'

const error = 'This form could not be read. Nothing was changed: load the page again.'
export const Nothing = z.object({})
export const CodeForm = z.object({
  code: z.string({ error }).trim().min(1, { error: 'Write the code first.' }).max(40, { error: 'That is no code.' }),
})
export const ProveForm = z.object({
  word: z.string({ error }).min(1, { error: 'Write it first.' }).max(1024, { error: 'That is too long.' }),
})

export const factorWords: Record<FactorRefusal, string> = {
  proof_needed: proofSentence,
  stands_already: 'You have a second factor already.',
  not_begun: 'There is no second factor to change.',
  wrong_code: 'That is not the code of now. Wait for the next one, and look whether the clock of the device is right.',
}
export const proveWords: Record<ProveRefusal, string> = {
  wrong_word: 'That is not it. Nothing was changed.',
  wait: 'Too many tries have failed. Wait a while, then try again.',
  no_session: 'Your session has ended: sign in again.',
  no_password: 'You have neither a password nor a second factor here: sign in anew instead.',
}

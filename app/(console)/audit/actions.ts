'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { checkChain } from '@/lib/server/audit/check-chain'
import { answer } from '../act'
import { verifyWords } from './verify-words'

/** Recomputes the chain from its first row; the page shows what was found. */
export async function verifyWholeChain(): Promise<FormState> {
  return answer(undefined, {
    reads: z.undefined(),
    command: checkChain,
    refuses: verifyWords,
    says: () => 'The whole chain was recomputed.',
    shownAt: '/audit',
  })
}

'use server'

import type { FormState } from '@/components/form/form-state'
import { adjustMonth } from '@/lib/server/close/adjusting/adjust'
import { withdrawAdjustment } from '@/lib/server/close/adjusting/withdraw-adjustment'
import { answer } from '../../act'
import { AdjustForm, adjustWords, WithdrawForm, withdrawWords } from './adjust-words'

export async function adjust(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: AdjustForm,
    command: adjustMonth,
    refuses: adjustWords,
    says: ({ month }) => `Posted to ${month}, with its reversal on the first day after.`,
    shownAt: '/close',
  })
}

export async function withdraw(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: WithdrawForm,
    command: withdrawAdjustment,
    refuses: withdrawWords,
    says: () => 'Taken back: its opposite is posted.',
    shownAt: '/close',
  })
}

'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { refuse } from '@/lib/domain/base/result'
import { monthPeriod } from '@/lib/domain/reports/month-period'
import { askReports } from '@/lib/server/reports/ask-reports'
import { answer } from '../../act'
import { askWords } from './report-words'

const error = 'A seller is named by the account’s id, acct_…, or not at all.'
const MonthForm = z.object({
  month: z.string({ error: 'Choose a month.' }),
  seller: z
    .string({ error })
    .trim()
    .regex(/^(acct_\w{1,60})?$/, { error }),
})

/** "Ask Stripe": the command journals the checks, the worker brings them to their verdicts, the page follows. */
export async function askForMonth(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MonthForm,
    command: async (ctx, { month, seller }) => {
      const period = monthPeriod(month, ctx.now)
      return period.ok
        ? askReports(ctx, { period: period.value, ...(seller === '' ? {} : { sellerId: seller }) })
        : refuse('wrong_period')
    },
    refuses: askWords,
    says: () => 'Stripe is asked for the reports.',
    shownAt: '/ledger/reports',
  })
}

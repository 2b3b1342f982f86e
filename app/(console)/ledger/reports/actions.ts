'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { refuse } from '@/lib/domain/base/result'
import { monthPeriod } from '@/lib/domain/reports/month-period'
import { askReports } from '@/lib/server/reports/ask-reports'
import { answer } from '../../act'
import { askWords } from './report-words'

const MonthForm = z.object({ month: z.string() })

/** "Ask Stripe": the command journals the checks, the worker brings them to their verdicts, the page follows. */
export async function askForMonth(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MonthForm,
    command: async (ctx, { month }) => {
      const period = monthPeriod(month, ctx.now)
      return period.ok ? askReports(ctx, { period: period.value }) : refuse('wrong_period')
    },
    refuses: askWords,
    says: () => 'Stripe is asked for the reports.',
    shownAt: '/ledger/reports',
  })
}

import { z } from 'zod'
import { reportKinds } from '@/lib/domain/reports/report'

const day = z.iso.date()

/** What the address of a report that is sent says of it. */
export const reportQuery = z.object({
  kind: z.enum(reportKinds).meta({ description: 'Which of Stripe’s exports the file is.' }),
  from: day.meta({ description: 'The first day that it covers, in UTC.' }),
  to: day.meta({ description: 'The last day that it covers, in UTC.' }),
  account: z.string().optional().meta({
    description: 'Id of the account. Without it: the platform’s own. A report of all connected accounts names none.',
  }),
  dryRun: z.enum(['true', 'false']).optional().meta({ description: 'Judge the file and keep nothing.' }),
})

/** Counts are text, since JSON has no whole numbers of that size. `checkId` is null after a dry run. */
export const reportJudged = z.strictObject({
  checkId: z.string().nullable(),
  verdict: z.enum(['equal', 'differs']),
  counts: z.record(z.string(), z.string()),
  sumsOff: z.int(),
})

export const reportTrouble = z.strictObject({
  checkId: z.string().nullable(),
  trouble: z.strictObject({ line: z.int(), message: z.string(), fix: z.string() }),
})

export type ReportProblem = { error: { code: string; message: string; fix: string } }
export type CheckAnswer = z.infer<typeof reportJudged> | z.infer<typeof reportTrouble> | ReportProblem

import { can } from '@/lib/domain/access/can'
import { isOfSellers, type Period, type ReportKind, reportKinds } from '@/lib/domain/reports/report'
import { agrees } from '@/lib/domain/reports/verdict'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { type NotTaken, withFile } from '../statements/spool/take-in'
import { type CheckRefusal, checkReport } from './check-report'
import { platformConnection } from './platform-connection'
import { type CheckAnswer, reportQuery } from './report-wire'

const again = 'Nothing was kept: send it again.'
const problems: Record<CheckRefusal | NotTaken | 'unreadable', [status: number, message: string, fix: string]> = {
  not_permitted: [403, 'You may read checks, not make them.', 'Ask an analyst or an admin.'],
  not_connected: [409, 'This marketplace is not connected to Stripe yet.', 'Connect it first.'],
  unknown_account: [404, 'No account here has this id.', 'Name one of yours, or none for the platform’s own.'],
  wrong_period: [400, 'The first day has to be before the last, both in UTC.', 'Name the days that the file covers.'],
  wrong_kind: [400, 'A report of all connected accounts names no account; any other is of one.', 'Leave it out.'],
  unreadable: [
    400,
    'The kind of report, its first or its last day is missing or is none.',
    `Name kind (${reportKinds.join(', ')}), from and to (2026-09-01).`,
  ],
  too_large: [413, 'The file is too large.', 'Export a shorter period.'],
  cut_off: [400, 'The file ended before the length that was announced.', again],
  busy: [503, 'Other files are being taken in.', 'Send it again when they are done.'],
  empty: [400, 'The file is empty.', 'Export it again.'],
}

/** One of Stripe's exports as the body of a request, for the machine and for the console; the query is `reportQuery`. */
export async function receiveReport(ctx: Ctx, request: Request): Promise<Response> {
  // Before the body: whoever may not check may not make the server write two gigabytes either.
  if (!can(ctx.actor, 'report.check')) return problem('not_permitted')
  const asked = reportQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return problem('unreadable')
  const { kind, account, dryRun } = asked.data
  const period = periodOf(asked.data)
  const connection = await inSql(ctx, (sql) => platformConnection(sql, ctx))
  if (!connection) return problem('not_connected')
  const result = await withFile(ctx, request, async (file) => {
    const accountId = accountFor(kind, account, connection.accountId)
    const { provider, livemode } = connection
    const scope = { provider, livemode, kind, accountId, period }
    const result = await checkReport(ctx, { scope, file, dryRun: dryRun === 'true' })
    if (!result.ok) return problem(result.reason)
    const { checkId, judged } = result.value
    if (!judged.ok) {
      const { line, message, fix } = judged.trouble
      return answer({ checkId, trouble: { line, message, fix } }, 422)
    }
    const counts = Object.fromEntries(Object.entries(judged.counts).map(([name, count]) => [name, String(count)]))
    const sumsOff = judged.sums.filter((sum) => !agrees(sum)).length
    return answer({ checkId, verdict: judged.verdict, counts, sumsOff }, 200)
  })
  return result.ok ? result.value : problem(result.reason)
}

/** Nobody named: the platform's own. */
function accountFor(kind: ReportKind, named: string | undefined, platform: string): string | null {
  if (isOfSellers(kind)) return null
  return named || platform
}

/** Both days are inside. */
function periodOf({ from, to }: { from: string; to: string }): Period {
  return { from: new Date(`${from}T00:00:00Z`), to: new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000) }
}

function problem(code: keyof typeof problems): Response {
  const [status, message, fix] = problems[code]
  return answer({ error: { code, message, fix } }, status)
}

function answer(told: CheckAnswer, status: number): Response {
  return Response.json(told, { status })
}

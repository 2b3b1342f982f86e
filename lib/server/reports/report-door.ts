import { can } from '@/lib/domain/access/can'
import { type Period, type ReportKind, reportKinds } from '@/lib/domain/reports/report'
import { agrees } from '@/lib/domain/reports/verdict'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { type NotTaken, withFile } from '../statements/spool/take-in'
import { type CheckRefusal, checkReport } from './check-report'
import { platformConnection } from './platform-connection'

/** What the browser is told; counts as text, since JSON has no whole numbers of that size. */
export type CheckAnswer =
  | { checkId: string | null; verdict: 'equal' | 'differs'; counts: Record<string, string>; sumsOff: number }
  | { checkId: string | null; trouble: { line: number; message: string; fix: string } }
  | { error: { code: string; message: string } }

const problems: Record<CheckRefusal | NotTaken | 'unreadable', [status: number, message: string]> = {
  not_permitted: [403, 'Your role may read checks, not make them.'],
  not_connected: [409, 'This marketplace is not connected to Stripe yet.'],
  unknown_account: [404, 'No account here has this id.'],
  wrong_period: [400, 'The first day has to be before the last, both in UTC.'],
  wrong_kind: [400, 'A report of all connected accounts names no account; any other is of one.'],
  unreadable: [400, 'Name the kind of report, and the first and the last day that it covers.'],
  too_large: [413, 'The file is too large.'],
  cut_off: [400, 'The file ended before the length that was announced. Nothing was kept: send it again.'],
  busy: [503, 'Other files are being taken in. Send it again when they are done.'],
  empty: [400, 'The file is empty.'],
}

/** One of Stripe's exports as the body of a request. Query: `kind`, `account`, `from` and `to` (days, both inside), `dryRun`. */
export async function receiveReport(ctx: Ctx, request: Request): Promise<Response> {
  // Before the body: whoever may not check may not make the server write two gigabytes either.
  if (!can(ctx.actor, 'report.check')) return problem('not_permitted')
  const query = new URL(request.url).searchParams
  const kind = reportKinds.find((one) => one === query.get('kind'))
  const period = periodOf(query.get('from'), query.get('to'))
  if (!kind || !period) return problem('unreadable')
  const connection = await inSql(ctx, (sql) => platformConnection(sql, ctx))
  if (!connection) return problem('not_connected')
  const result = await withFile(ctx, request, async (file) => {
    const accountId = accountFor(kind, query.get('account'), connection.accountId)
    const { provider, livemode } = connection
    const scope = { provider, livemode, kind, accountId, period }
    const result = await checkReport(ctx, { scope, file, dryRun: query.get('dryRun') === 'true' })
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
function accountFor(kind: ReportKind, named: string | null, platform: string): string | null {
  if (kind === 'connected_activity') return null
  return named || platform
}

function periodOf(first: string | null, last: string | null): Period | null {
  const day = (text: string | null) =>
    /^20\d{2}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  const [from, to] = [day(first), day(last)]
  return Number.isNaN(from) || Number.isNaN(to) ? null : { from: new Date(from), to: new Date(to + 86_400_000) }
}

function problem(code: keyof typeof problems): Response {
  const [status, message] = problems[code]
  return answer({ error: { code, message } }, status)
}

function answer(told: CheckAnswer, status: number): Response {
  return Response.json(told, { status })
}

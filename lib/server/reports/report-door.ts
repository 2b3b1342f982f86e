import { type Period, type ReportKind, reportKinds } from '@/lib/domain/reports/report'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { spoolFile } from '../statements/spool-file'
import { type CheckRefusal, checkReport } from './check-report'

/** What the browser is told; counts as text, since JSON has no whole numbers of that size. */
export type CheckAnswer =
  | { checkId: string | null; verdict: 'equal' | 'differs'; counts: Record<string, string>; sumsOff: number }
  | { checkId: string | null; trouble: { line: number; message: string; fix: string } }
  | { error: { code: string; message: string } }

const problems: Record<CheckRefusal | 'unreadable' | 'too_large' | 'empty', [status: number, message: string]> = {
  not_permitted: [403, 'Your role may read checks, not make them.'],
  not_connected: [409, 'This marketplace is not connected to Stripe yet.'],
  unknown_account: [404, 'No account here has this id.'],
  wrong_period: [400, 'The first day has to be before the last, both in UTC.'],
  wrong_kind: [400, 'A report of all connected accounts names no account; any other is of one.'],
  unreadable: [400, 'Name the kind of report, and the first and the last day that it covers.'],
  too_large: [413, 'The file is too large.'],
  empty: [400, 'The file is empty.'],
}

/** One of Stripe's exports as the body of a request. Query: `kind`, `account`, `from` and `to` (days, both inside), `dryRun`. */
export async function receiveReport(ctx: Ctx, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const kind = reportKinds.find((one) => one === query.get('kind'))
  const period = periodOf(query.get('from'), query.get('to'))
  if (!kind || !period) return problem('unreadable')
  const connection = await connectionFor(ctx)
  if (!connection) return problem('not_connected')
  const file = request.body ? await spoolFile(request.body) : null
  if (!file) return problem('empty')
  if (!file.ok) return problem(file.reason)
  try {
    const accountId = accountFor(kind, query.get('account'), connection.accountId)
    const { provider, livemode } = connection
    const scope = { provider, livemode, kind, accountId, period }
    const result = await checkReport(ctx, { scope, file: file.value, dryRun: query.get('dryRun') === 'true' })
    if (!result.ok) return problem(result.reason)
    const { checkId, judged } = result.value
    if (!judged.ok) {
      const { line, message, fix } = judged.trouble
      return answer({ checkId, trouble: { line, message, fix } }, 422)
    }
    const counts = Object.fromEntries(Object.entries(judged.counts).map(([name, count]) => [name, String(count)]))
    const sumsOff = judged.sums.filter((sum) => sum.theirNetMinor !== null && sum.theirNetMinor !== sum.netMinor).length
    return answer({ checkId, verdict: judged.verdict, counts, sumsOff }, 200)
  } finally {
    await file.value.dispose()
  }
}

async function connectionFor(ctx: Ctx) {
  const [connection] = await inSql(ctx, (sql) =>
    sql.rows<{ provider: string; livemode: boolean; accountId: string }>(
      `SELECT provider, livemode, account_id AS "accountId" FROM provider_connection WHERE marketplace_id = $1
       ORDER BY livemode DESC LIMIT 1`,
      [ctx.actor.marketplaceId],
    ),
  )
  return connection
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

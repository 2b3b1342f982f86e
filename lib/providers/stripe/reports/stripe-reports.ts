import type Stripe from 'stripe'
import type { ReportRunState, ReportSource, ReportWish } from '../../report-port'
import { isObject } from '../wire/exact-json'
import { NotUnderstood, textOf } from '../wire/read-field'
import { readFile } from '../wire/read-file'
import { readObject, type StripeConnection, type StripeOptions } from '../wire/stripe-connection'
import { reportColumns, reportTypes } from './report-columns'

/** Stripe's report runs. A report of one account is asked for as that account; one of all connected accounts as the platform. */
export function stripeReports(connection: StripeConnection, options: StripeOptions): ReportSource {
  const { stripe, wire, platformAccountId, as } = connection
  const ownerOf = (accountId: string | null) => accountId ?? platformAccountId
  const read = async (owner: string, call: () => Promise<unknown>) => {
    const answer = await readObject(wire, owner, call)
    if (!answer.ok) throw new NotUnderstood(`a report run of ${owner} is ${answer.reason}`)
    return answer.raw
  }
  return {
    startReport: async (wish, key) => {
      const owner = ownerOf(wish.accountId)
      const call = () => stripe.reporting.reportRuns.create(paramsOf(wish), { ...as(owner), idempotencyKey: key })
      return { runId: textOf(await read(owner, call), 'id') }
    },
    readReportRun: async (accountId, runId) => {
      const owner = ownerOf(accountId)
      return stateOf(await read(owner, () => stripe.reporting.reportRuns.retrieve(runId, {}, as(owner))))
    },
    readReportFile: (accountId, fileId) => readFile(options, ownerOf(accountId), fileId),
  }
}

/** The columns are named, so that the file says what is compared and nobody's name, whatever Stripe's default is. */
function paramsOf({ kind, period }: ReportWish): Stripe.Reporting.ReportRunCreateParams {
  return {
    report_type: reportTypes[kind],
    parameters: {
      interval_start: Math.floor(period.from.getTime() / 1000),
      interval_end: Math.floor(period.to.getTime() / 1000),
      columns: Object.values(reportColumns[kind]),
    },
  }
}

function stateOf(raw: Record<string, unknown>): ReportRunState {
  if (raw.status === 'failed') return { state: 'failed', message: typeof raw.error === 'string' ? raw.error : 'failed' }
  if (raw.status !== 'succeeded') return { state: 'pending' }
  if (!isObject(raw.result)) throw new NotUnderstood('a report run succeeded without a file')
  return { state: 'ready', fileId: textOf(raw.result, 'id') }
}

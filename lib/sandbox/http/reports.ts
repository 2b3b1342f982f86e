import type { ReportRuns } from '../reports/report-runs'
import { unknownParameter, unrecognizedUrl } from '../wire/failure'
import { decodePart } from '../wire/form'
import type { Question } from './answer'

const FILE = /^\/v1\/files\/[^/]+\/contents$/

/** Whether the answer is a file and no JSON. Stripe serves files on a host of their own; here all is one port. */
export function isFile(path: string): boolean {
  return FILE.test(path)
}

/** Report types, report runs and the files that they leave; undefined for any other path. */
export function answerReport(reports: ReportRuns, question: Question): string | undefined {
  const { method, path, account, params } = question
  const [, , family, noun, id, rest] = path.split('/').map(decodePart)
  if (family === 'files' && isFile(path) && method === 'GET') return reports.contents(account, noun ?? '')
  if (family !== 'reporting') return undefined
  if (rest !== undefined) throw unrecognizedUrl(method, path)
  if (noun === 'report_runs' && id === undefined) {
    if (method === 'POST') return JSON.stringify(reports.create(account, params))
    if (method === 'GET') return JSON.stringify(reports.list(account, params))
  }
  if (method !== 'GET' || id === undefined) throw unrecognizedUrl(method, path)
  for (const name of Object.keys(params)) throw unknownParameter(name)
  if (noun === 'report_runs') return JSON.stringify(reports.retrieve(account, id))
  if (noun === 'report_types') return JSON.stringify(reports.type(id))
  throw unrecognizedUrl(method, path)
}

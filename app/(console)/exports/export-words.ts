import { exportPolicy, mostSheetRows } from '@/lib/domain/exports/policy'
import type { ExportRefusal } from '@/lib/server/exports/export-list'
import type { AskRefusal } from '@/lib/server/exports/jobs/ask-export'
import type { CancelRefusal } from '@/lib/server/exports/jobs/cancel-export'
import type { DownloadRefusal } from '@/lib/server/exports/jobs/download-export'
import type { ExportRow } from '@/lib/server/exports/jobs/queries'
import type { ExportedList } from '@/lib/server/exports/list-source'

export const listWords: Record<ExportedList, string> = {
  exceptions: 'Exceptions',
  transactions: 'Balance transactions',
  payouts: 'Payouts',
  audit: 'Audit',
  sellers: 'Sellers',
  books: 'Book entries',
  'bank-lines': 'Bank lines',
  matches: 'Matches',
}

export const takeRefusals: Record<ExportRefusal | AskRefusal, [string, number]> = {
  not_permitted: ['Your role reads lists here, and does not take them along as files.', 403],
  too_large: ['This list is larger than a file that sheets can open: narrow it first.', 413],
  too_many_rows: [
    `A sheet holds ${mostSheetRows.toLocaleString('en-GB')} rows, and this list has more: take CSV.`,
    413,
  ],
  too_many_exports: [
    `${exportPolicy.mostUnderWay} of your exports are under way, or ${exportPolicy.mostKept} are kept: wait, or take one away at /exports/jobs.`,
    429,
  ],
}

export const downloadRefusals: Record<DownloadRefusal, [string, number]> = {
  not_permitted: takeRefusals.not_permitted,
  not_found: ['There is no such export of yours here.', 404],
  not_done: ['This export has no file: see its page.', 409],
  expired: [`A file is kept for ${exportPolicy.keptHours} hours: ask for the list again.`, 410],
}

export const cancelWords: Record<CancelRefusal, string> = {
  not_found: 'It was over already: load the page again.',
}

export function isUnderWay({ state }: Pick<ExportRow, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

/** Where it stands, in a sentence. */
export function stateSentence(row: Pick<ExportRow, 'state' | 'rowsDone' | 'rowsExpected' | 'reason'>): string {
  const [rows, of] = [said(row.rowsDone), row.rowsExpected === null ? '' : ` of ${said(row.rowsExpected)}`]
  switch (row.state) {
    case 'waiting':
      return 'It waits for the worker to take it up.'
    case 'running':
      return `${rows}${of} rows are written. You may leave this page: it goes on.`
    case 'done':
      return `All ${rows} rows are written.`
    case 'failed':
      return row.reason ?? 'It failed.'
    case 'cancelled':
      return 'It was cancelled, and nothing of it was kept.'
    case 'expired':
      return row.reason ?? `A file is kept for ${exportPolicy.keptHours} hours: ask for the list again.`
  }
}

export function said(count: bigint): string {
  return count.toLocaleString('en-GB')
}

/** "4.2 MB", as files are spoken of. */
export function sizeWords(bytes: bigint): string {
  const kilobytes = Number(bytes) / 1000
  return kilobytes < 100 ? `${Math.max(1, Math.round(kilobytes))} kB` : `${said1(kilobytes / 1000)} MB`
}

function said1(megabytes: number): string {
  return megabytes.toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

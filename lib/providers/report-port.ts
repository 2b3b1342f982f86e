import type { Period, ReportKind } from '@/lib/domain/reports/report'

export type RunKind = Exclude<ReportKind, 'dashboard'>
export type ReportWish = { kind: RunKind; accountId: string | null; period: Period }

/** `failed`: the provider gave up or says no; asking for the same run again changes nothing. */
export type ReportRunState =
  | { state: 'pending' }
  | { state: 'ready'; fileId: string }
  | { state: 'failed'; message: string }

/** A provider's own exports: asked for, waited for, read. Throws ProviderUnavailable (retryable) like every read. */
export type ReportSource = {
  /** `key`: the same key asks for the same run, however often. Refusals (a period that is not there yet) are thrown as ProviderRefused. */
  startReport(wish: ReportWish, key: string): Promise<{ runId: string }>
  readReportRun(accountId: string | null, runId: string): Promise<ReportRunState>
  /** The file as it comes, of any size. */
  readReportFile(accountId: string | null, fileId: string): AsyncIterable<Uint8Array>
}

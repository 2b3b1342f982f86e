import { isSummary, type ReportKind } from '@/lib/domain/reports/report'
import type { CheckRefusal } from '@/lib/server/reports/check-report'
import type { CheckRow } from '@/lib/server/reports/queries'

export const notPermitted = 'Your role may read checks, not make them.'

export const kindWords: Record<ReportKind, string> = {
  activity: 'Balance change from activity',
  connected_activity: 'Activity of all connected accounts',
  payout_items: 'Payout reconciliation',
  connected_payout_items: 'Payout reconciliation of all connected accounts',
  dashboard: 'Balance history from the Dashboard',
  summary: 'Balance summary: opening and closing',
  connected_summary: 'Balance summary of all connected accounts',
}

export const askWords: Record<CheckRefusal, string> = {
  not_permitted: notPermitted,
  not_connected: 'This marketplace is not connected to Stripe yet.',
  unknown_account: 'No account here has this id.',
  wrong_period: 'This month has no whole day yet.',
  wrong_kind: 'This kind of report is not of one account.',
}

type Told = Pick<
  CheckRow,
  | 'kind'
  | 'state'
  | 'refusal'
  | 'verdict'
  | 'rows'
  | 'missingHere'
  | 'missingThere'
  | 'differing'
  | 'repeated'
  | 'fetched'
  | 'origin'
>

/** The verdict in one sentence, with what to do where there is something. */
export function verdictWords(check: Told): string {
  if (check.state === 'queued') return 'Waits for its turn.'
  if (check.state === 'waiting') return 'Stripe prepares the report.'
  if (check.state === 'refused') return `Not read. ${check.refusal ?? ''}`.trim()
  const fetched = fetchedWords(check)
  if (check.verdict === 'equal') {
    const rows = isSummary(check.kind) ? 'Opening, change and closing are' : `All ${said(check.rows)} rows are`
    return `${rows} equal to the cent.${fetched}`
  }
  const parts: [bigint, string][] = [
    [check.missingHere, 'missing here'],
    [check.missingThere, 'missing in the report'],
    [check.differing, 'not the same'],
    [check.repeated, 'in the report twice'],
  ]
  const rows = parts.filter(([count]) => count > 0n).map(([count, words]) => `${said(count)} ${words}`)
  const found = rows.length > 0 ? `${said(check.rows)} rows: ${rows.join(', ')}.` : 'The sums are not the same.'
  return `${found}${fetched}`
}

function fetchedWords({ fetched, origin, verdict }: Told): string {
  if (fetched === 0n) return ''
  const words = ` ${said(fetched)} that were missing have been fetched from the API.`
  return origin === 'file' && verdict === 'differs' ? `${words} Check the file again to close it.` : words
}

function said(count: bigint): string {
  return count.toLocaleString('en-GB')
}

/** "1–30 Sep 2026": the days of a half-open period, in UTC. */
export function periodWords({ periodStart, periodEnd }: Pick<CheckRow, 'periodStart' | 'periodEnd'>): string {
  const last = new Date(periodEnd.getTime() - 1)
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return `${day(periodStart)} – ${day(last)}`
}

import { fetchForChecks } from '@/lib/server/reports/fetch-for-checks'
import { runChecks } from '@/lib/server/reports/run-check'
import { atEachConnection } from '@/lib/server/sync/connection-of'
import { ctxOf, type Handler } from './handler'

/** Brings the checks that were asked for to their verdict, and fetches what exports had and we had not. */
export const checkReportsJob: Handler<'check-reports'> = async (db, payload) => {
  const ctx = ctxOf(db, 'check-reports', payload)
  await atEachConnection(ctx, async (provider) => {
    await fetchForChecks(ctx, provider)
    await runChecks(ctx, provider)
  })
}

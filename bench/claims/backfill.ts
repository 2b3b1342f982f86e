import { connectProvider } from '@/lib/server/access/connect-provider'
import { startSandbox } from '@/lib/server/sync/testing/sandbox-process'
import { type Ground, platformAccount, webhookSecret } from '../ground'
import { expectCount, note, print, scaled } from '../measure'
import { answerOf } from '../run-program'

const granted = 100
type Seen = { rows: number; requests: number; throttled: number; seconds: number; peakMb: number }

/** A whole backfill, platform and every connected account, from a server that enforces the granted rate with 429. */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('backfill')
  const world = ['--sellers', String(scaled(400, 10)), '--days', String(scaled(60, 5)), '--rate', String(granted)]
  const sandbox = await startSandbox(world)
  try {
    const now = await sandbox.now()
    const connection = { livemode: false, accountId: sandbox.platform, apiKey: sandbox.apiKey }
    await connectProvider({ ...field.ctx, now }, { ...connection, webhookSecrets: [webhookSecret] })
    await field.admin.query('DELETE FROM provider_account WHERE account_id = $1', [platformAccount])
    const env = { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: String(granted) }
    const args = [field.marketplaceId, now.toISOString()]
    const seen = await answerOf<Seen>('bench/programs/backfill.ts', args, env)
    const { rows } = await field.admin.query<{ n: string }>('SELECT count(*) AS n FROM balance_transaction')
    expectCount('rows stored', BigInt(rows[0]?.n ?? 0), seen.rows)
    note(`${seen.rows} rows, ${seen.requests} requests, ${seen.throttled} refused, ${seen.seconds.toFixed(1)} s`)
    const value = seen.requests / seen.seconds
    const name = 'backfill vs the granted rate'
    print({ name, value, unit: 'requests/s', baseline: granted, target: { ratioAtLeast: 0.8 } })
    print({ name: 'backfill rows', value: seen.rows / seen.seconds, unit: 'rows/s' })
    print({ name: 'backfill resident memory, peak', value: seen.peakMb, unit: 'MB', target: { atMost: 512 } })
  } finally {
    await sandbox.stop()
    await field.close()
  }
}

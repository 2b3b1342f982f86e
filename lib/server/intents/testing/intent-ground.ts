import type { Provider } from '@/lib/providers/port'
import { stripeProvider } from '@/lib/providers/stripe/stripe-provider'
import { connectProvider } from '../../access/connect-provider'
import { type Ctx, jobCtx } from '../../context'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { syncMarketplace } from '../../sync/sync-marketplace'
import { type Sandbox, startSandbox } from '../../sync/testing/sandbox-process'
import { type IntentView, listIntents } from '../queries'
import { requestIntent } from '../request-intent'

/** A fee or a transfer as Stripe shows it. */
export type Item = {
  id: string
  amount: number
  currency: string
  amount_refunded: number
  amount_reversed: number
  refunds: { data: { id: string }[] }
}

/** A marketplace at a small sandbox that was read once, and what a test of intents asks for. */
export type IntentGround = {
  t: TestDatabase
  sandbox: Sandbox
  provider: Provider
  ctx: Ctx
  /** The job's context so many hours after the beginning, by the product's clock. */
  later(hours: number): Ctx
  /** Each call another fee that nobody has given anything back of. */
  freshFee(): Promise<Item>
  freshTransfer(): Promise<Item>
  read(path: string): Promise<Item>
  refundOf(item: Item, changes?: Record<string, unknown>): Record<string, unknown>
  request(input: unknown): Promise<{ id: string; isNew: boolean; state: string }>
  stateOf(id: string): Promise<IntentView | undefined>
  /** Ends the rest of every intent: a failed one rests by the machine's clock. */
  wake(): Promise<void>
  fault(rule: Record<string, unknown>): Promise<unknown>
  close(): Promise<void>
}

export async function openIntentGround(seed = 2, days = 8): Promise<IntentGround> {
  const sandbox = await startSandbox(['--sellers', '20', '--days', String(days), '--rate', '5000'], seed)
  const t = await openTestDatabase()
  const began = await sandbox.now()
  const ctx = jobCtx(t.db, t.marketplaceId, 'test', began)
  const { apiKey, apiUrl, platform: platformAccountId } = sandbox
  await connectProvider(ctx, { livemode: false, accountId: platformAccountId, apiKey, webhookSecrets: ['w'] })
  await t.admin.query(`DELETE FROM provider_account WHERE account_id = 'acct_platform'`)
  const retry = { attempts: 2, baseMs: 5, capMs: 10 }
  const place = { livemode: false, platformAccountId }
  const provider = stripeProvider({ apiKey, apiUrl, readRate: 5000, ...place, retry, timeoutMs: 1500 })
  await syncMarketplace(ctx, provider, { kind: 'full' })
  return {
    t,
    sandbox,
    provider,
    ctx,
    later: (hours) => jobCtx(t.db, t.marketplaceId, 'test', new Date(began.getTime() + hours * 3_600_000)),
    ...targets(sandbox),
    request: async (input) => {
      const result = await requestIntent(t.ctxAs('analyst'), input)
      if (!result.ok) throw new Error(result.reason)
      return result.value
    },
    stateOf: async (id) => (await listIntents(ctx)).find((intent) => intent.id === id),
    wake: async () =>
      void (await t.admin.query('UPDATE intent SET next_attempt_at = NULL WHERE next_attempt_at > now()')),
    fault: (rule) => sandbox.control('POST', '/faults', [rule]),
    close: async () => {
      await sandbox.stop()
      await t.close()
    },
  }
}

function targets(sandbox: Sandbox): Pick<IntentGround, 'freshFee' | 'freshTransfer' | 'read' | 'refundOf'> {
  const used = new Set<string>()
  const fresh = async (path: string, isFresh: (item: Item) => boolean) => {
    const items = (await sandbox.get(`${path}?limit=100`)).data as unknown as Item[]
    const item = items.find((one) => isFresh(one) && one.amount > 30 && !used.has(one.id))
    if (!item) throw new Error(`no fresh object in ${path}`)
    used.add(item.id)
    return item
  }
  return {
    freshFee: () => fresh('/v1/application_fees', (fee) => fee.amount_refunded === 0),
    freshTransfer: () => fresh('/v1/transfers', (transfer) => transfer.amount_reversed === 0),
    read: async (path) => (await sandbox.get(path)) as unknown as Item,
    refundOf: (item, changes = {}) => ({
      action: 'refund_application_fee',
      livemode: false,
      accountId: sandbox.platform,
      feeId: item.id,
      amountMinor: '5',
      currency: item.currency,
      cause: 'exception:exc_1',
      ...changes,
    }),
  }
}

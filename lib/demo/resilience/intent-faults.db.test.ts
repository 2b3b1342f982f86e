import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '@/lib/server/context'
import { requestIntent } from '@/lib/server/intents/request-intent'
import { stopAll } from '../processes'
import { under } from './fault-run'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { startWorker, workedOff } from './ground/worker'
import { startWorld, type World } from './ground/world'
import { killWorkerAt } from './killed-worker'

type Fee = { id: string; currency: string; amount_refunded: number; refunds: { data: { amount: number }[] } }

let world: World
let market: Marketplace
let analyst: Ctx

beforeAll(async () => {
  world = await startWorld()
  market = await openMarketplace(world)
  await market.sync()
  const { rows } = await market.admin.query(
    `SELECT user_id FROM membership WHERE marketplace_id = $1 AND role = 'analyst'`,
    [market.id],
  )
  const actor = { kind: 'user', id: String(rows[0].user_id), marketplaceId: market.id, role: 'analyst' } as const
  analyst = { ...(await market.ctx()), actor }
}, 180_000)
afterAll(async () => {
  await market?.close()
  await stopAll()
})

test('a refund whose answer is lost, and whose worker is killed, is made once and confirmed', async () => {
  const { data } = await world.get<{ data: Fee[] }>('/v1/application_fees?limit=20')
  const [lost, killed] = data.filter((fee) => fee.amount_refunded === 0)
  await under(world, [{ kind: 'timeout_after_write', on: 'POST *', times: 1, delayMs: 300 }], async () => {
    await wish(lost)
    await work()
  })
  await wish(killed)
  // An act's row is written before it is sent, when Stripe has done it, and when that was read back.
  await killWorkerAt(market, { table: 'intent', row: 2, moment: 'row' }, 0)
  await work()
  expect(await market.count('intent', `state = 'confirmed'`)).toBe(2)
  for (const fee of [lost, killed]) {
    const after = await world.get<Fee>(`/v1/application_fees/${fee?.id}`)
    expect(after).toMatchObject({ amount_refunded: 5, refunds: { data: [{ amount: 5 }] } })
  }
  const fresh = await openMarketplace(world)
  // Nobody listens to webhooks here, so only a full sync looks at the sellers who got the fees back.
  await Promise.all([market.sync('--full'), fresh.sync()])
  expect(await market.digest()).toEqual(await fresh.digest())
  await fresh.close()
}, 180_000)

async function wish(fee: Fee | undefined): Promise<void> {
  const input = {
    action: 'refund_application_fee',
    livemode: false,
    accountId: world.platform,
    feeId: fee?.id,
    amountMinor: '5',
    currency: fee?.currency,
    cause: 'test:1',
  }
  const result = await requestIntent(analyst, input)
  if (!result.ok) throw new Error(result.reason)
}

async function work(): Promise<void> {
  const worker = await startWorker(market)
  await workedOff(market, worker)
  await worker.end()
}

import { beforeEach, expect, test, vi } from 'vitest'
import { receiveReport } from '@/lib/server/reports/report-door'
import { POST } from './route'

vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }))
vi.mock('@/lib/server/auth/require-actor', () => ({
  currentSession: async () => ({}),
  requireActor: async () => ({ actor: { marketplaceId: 'mkt_here' } }),
}))
vi.mock('@/lib/server/reports/report-door', () => ({
  receiveReport: vi.fn(async () => Response.json({})),
}))
beforeEach(() => vi.mocked(receiveReport).mockClear())

const send = (query: string, origin = 'https://console.test') =>
  POST(
    new Request(`https://console.test/ledger/reports/upload?${query}`, {
      method: 'POST',
      body: 'x',
      headers: { origin, host: 'console.test' },
    }),
  )

test('a report sent from the pages of another marketplace is not held against this one', async () => {
  expect((await send('marketplace=mkt_there')).status).toBe(409)
  expect(receiveReport).not.toHaveBeenCalled()
})

test('one sent from this marketplace is taken in, and none from another site', async () => {
  expect((await send('marketplace=mkt_here')).status).toBe(200)
  expect(receiveReport).toHaveBeenCalledOnce()
  expect((await send('', 'https://else.test')).status).toBe(403)
})

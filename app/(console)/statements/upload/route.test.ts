import { beforeEach, expect, test, vi } from 'vitest'
import { receiveStatement } from '@/lib/server/statements/statements-door'
import { POST } from './route'

vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }))
vi.mock('@/lib/server/auth/require-actor', () => ({
  currentSession: async () => ({}),
  requireActor: async () => ({ actor: { marketplaceId: 'mkt_here' } }),
}))
vi.mock('@/lib/server/statements/statements-door', () => ({
  receiveStatement: vi.fn(async () => Response.json({})),
}))
beforeEach(() => vi.mocked(receiveStatement).mockClear())

const send = (query: string, origin = 'https://console.test') =>
  POST(
    new Request(`https://console.test/statements/upload?${query}`, {
      method: 'POST',
      body: 'x',
      headers: { origin, host: 'console.test' },
    }),
  )

test('a statement sent from the pages of another marketplace is not brought into this one', async () => {
  expect((await send('marketplace=mkt_there')).status).toBe(409)
  expect(receiveStatement).not.toHaveBeenCalled()
})

test('one sent from this marketplace is taken in, and none from another site', async () => {
  expect((await send('marketplace=mkt_here')).status).toBe(200)
  expect(receiveStatement).toHaveBeenCalledOnce()
  expect((await send('', 'https://else.test')).status).toBe(403)
})

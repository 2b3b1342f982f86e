import type { Provider } from '@/lib/providers/port'
import { stripeProvider } from '@/lib/providers/stripe/stripe-provider'
import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { env } from '../env'

type ConnectionRow = { livemode: boolean; accountId: string; apiKeyEnc: string }

const store = globalThis as { counterfoilProviders?: Map<string, Provider> }

/** The marketplace's providers, live before test. Empty where nothing is connected yet. */
export async function connectionsOf(ctx: Ctx): Promise<Provider[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<ConnectionRow>(
      `SELECT livemode, account_id AS "accountId", api_key_enc AS "apiKeyEnc" FROM provider_connection
       WHERE marketplace_id = $1 AND provider = 'stripe' ORDER BY livemode DESC`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.map((row) => providerFor(ctx.actor.marketplaceId, row))
}

/** The provider that this marketplace works with. Throws where none is connected: callers are past that question. */
export async function connectionOf(ctx: Ctx): Promise<Provider> {
  const [provider] = await connectionsOf(ctx)
  if (!provider) throw new Error('This marketplace is not connected to a provider')
  return provider
}

/** One instance per connection and process: its sockets stay open between jobs. */
function providerFor(marketplaceId: string, { livemode, accountId, apiKeyEnc }: ConnectionRow): Provider {
  const { STRIPE_API_URL: apiUrl, STRIPE_READ_RATE: readRate } = env()
  store.counterfoilProviders ??= new Map()
  const key = [marketplaceId, livemode, accountId, apiKeyEnc, apiUrl, readRate].join(' ')
  const known = store.counterfoilProviders.get(key)
  if (known) return known
  const place = { marketplaceId, table: 'provider_connection', column: 'api_key_enc', row: `stripe:${livemode}` }
  const provider = stripeProvider({
    apiKey: open(place, apiKeyEnc),
    apiUrl,
    readRate,
    livemode,
    platformAccountId: accountId,
  })
  store.counterfoilProviders.set(key, provider)
  return provider
}

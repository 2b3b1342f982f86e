import type { Provider } from '@/lib/providers/port'
import type { ReportSource } from '@/lib/providers/report-port'
import { stripeProvider } from '@/lib/providers/stripe/stripe-provider'
import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { env } from '../env'

/** What a connection gives: the provider's reads and writes, and its own exports. */
export type ConnectedProvider = Provider & ReportSource

type ConnectionRow = { livemode: boolean; accountId: string; apiKeyEnc: string }

const store = globalThis as { counterfoilProviders?: Map<string, ConnectedProvider> }

/** The marketplace's providers, live before test. Empty where nothing is connected yet. */
export async function connectionsOf(ctx: Ctx): Promise<ConnectedProvider[]> {
  return (await connectionRows(ctx)).map((row) => providerFor(ctx.actor.marketplaceId, row))
}

/** The provider behind one connection, test or live. Throws where it is not connected: callers are past that question. */
export async function connectionOf(ctx: Ctx, livemode: boolean): Promise<ConnectedProvider> {
  const row = (await connectionRows(ctx)).find((connection) => connection.livemode === livemode)
  if (!row) throw new Error(`This marketplace has no ${livemode ? 'live' : 'test'} connection to a provider`)
  return providerFor(ctx.actor.marketplaceId, row)
}

/**
 * Does the work at every connection. One that fails (its key cannot be opened, its provider is down) does not keep the
 * others from their turn; what failed is thrown at the end.
 */
export async function atEachConnection(ctx: Ctx, work: (provider: ConnectedProvider) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const row of await connectionRows(ctx)) {
    try {
      await work(providerFor(ctx.actor.marketplaceId, row))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '))
}

function connectionRows(ctx: Ctx): Promise<ConnectionRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<ConnectionRow>(
      `SELECT livemode, account_id AS "accountId", api_key_enc AS "apiKeyEnc" FROM provider_connection
       WHERE marketplace_id = $1 AND provider = 'stripe' ORDER BY livemode DESC`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/** One instance per connection and process: its sockets stay open between jobs. */
function providerFor(marketplaceId: string, { livemode, accountId, apiKeyEnc }: ConnectionRow): ConnectedProvider {
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

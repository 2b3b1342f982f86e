import { createRequire } from 'node:module'
import type { ProviderObjectFact } from '@/lib/domain/provider/facts'
import { inSql } from '@/lib/server/db/transaction'
import { recordPersons } from '@/lib/server/personal/person-refs'
import { storeObjects } from '@/lib/server/sync/store/store-objects'
import { type Field, type Ground, webhookSecret } from '../ground'
import { chargeStates } from '../material/balance-transactions'
import { expectCount, print, rate, scaled, takeTurns } from '../measure'

// Its ES module looks for its migrations in a variable that ES modules do not have, and says nothing.
const { runMigrations, StripeSync } = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
) as typeof import('@supabase/stripe-sync-engine')

const page = 100
const tenPages = 10 * page

/** What the peer calls for every page it lists; its type says private, its own `syncCharges` calls nothing else. */
type Peer = { upsertCharges(charges: unknown[], backfill: boolean, at: string): Promise<unknown[]> }

/**
 * Pages of the same charges written twice, the second time with a later state: once new, once changed. Ours seals what
 * is personal and notes whose it is; the peer writes in clear.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('objects', 4)
  await runMigrations({ schema: 'stripe', databaseUrl: field.adminUrl })
  const { peer, close } = openPeer(field)
  const count = scaled(12_000, tenPages)
  const few = scaled(3_000, tenPages)
  const states = [0, 1].map((version) => chargeStates(0, count, version))
  const seen = await takeTurns(5, {
    ours: async () => {
      await field.reset('provider_object', 'person_ref')
      const figure = await rate(2 * count, async () => {
        for (const facts of states) await storeAll(field, facts)
      })
      await expectRows(field, 'provider_object', count)
      return figure
    },
    peer: async () => {
      await field.reset('stripe.charges')
      const figure = await rate(2 * few, async () => {
        for (const facts of states) await upsertAll(peer, facts.slice(0, few))
      })
      await expectRows(field, 'stripe.charges', few)
      return figure
    },
  })
  const name = 'objects vs @supabase/stripe-sync-engine'
  print({ name, value: seen.ours, unit: 'charges/s', baseline: seen.peer, target: { ratioAtLeast: 6 } })
  await close()
  await field.close()
}

function openPeer(field: Field): { peer: Peer; close(): Promise<void> } {
  const sync = new StripeSync({
    schema: 'stripe',
    stripeSecretKey: 'sk_test_unused',
    stripeWebhookSecret: webhookSecret,
    poolConfig: { connectionString: field.adminUrl, max: 10 },
  })
  return { peer: sync as unknown as Peer, close: () => sync.close() }
}

async function storeAll({ ctx }: Field, facts: readonly ProviderObjectFact[]): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < facts.length) {
      const batch = facts.slice(next, next + tenPages)
      next += tenPages
      await inSql(ctx, async (sql) => {
        const { persons } = await storeObjects(sql, ctx, batch)
        await recordPersons(sql, ctx, persons)
      })
    }
  }
  await Promise.all([worker(), worker()])
}

async function upsertAll(peer: Peer, facts: readonly ProviderObjectFact[]): Promise<void> {
  for (let start = 0; start < facts.length; start += page) {
    const batch = facts.slice(start, start + page)
    const at = batch[0]?.observedAt.toISOString() ?? ''
    await peer.upsertCharges(
      batch.map(({ raw }) => raw),
      false,
      at,
    )
  }
}

/** Every charge stands there once, in its later state. */
async function expectRows({ admin }: Field, table: string, count: number): Promise<void> {
  const refunded = table === 'provider_object' ? `(raw->>'amount_refunded')::bigint` : 'amount_refunded'
  const { rows } = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE ${refunded} > 0`)
  expectCount(table, BigInt(rows[0]?.n ?? 0), count)
}

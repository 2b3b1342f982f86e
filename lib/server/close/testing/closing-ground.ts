import { checksOf } from '@/lib/domain/close/can-close'
import type { Check } from '@/lib/domain/close/check'
import type { Month } from '@/lib/domain/close/period'
import type { Ctx } from '../../context'
import type { TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { postLedger } from '../../ledger/post-ledger'
import { storeEntries } from '../../ledger/testing/store-entries'
import { makeWorld, type TestEntry, type World } from '../../ledger/testing/world'
import { confirmClose } from '../confirm-close'
import { type LoadedPeriod, loadPeriod } from '../load-facts'
import { lockPeriod, type PeriodKey } from '../queries'
import { requestClose } from '../request-close'

export const september = '2026-09' as Month
export const october = '2026-10' as Month

/** Late enough that September and October 2026 are over in Berlin. */
export const afterAll2026 = new Date('2026-11-05T09:00:00Z')
export const at = (ctx: Ctx, now: Date = afterAll2026): Ctx => ({ ...ctx, now })

/** A world that is posted, with a proof of every balance as a run of `prove-balances` would leave it. */
export async function provenWorld(t: TestDatabase, seed: number, sales: number): Promise<World> {
  const world = makeWorld(seed, sales)
  await storeEntries(t.ctx, world.entries)
  await postLedger(t.ctx)
  await proveAll(t)
  return world
}

/** What Stripe would show is what its rows add up to, read after the months were over. */
export async function proveAll(t: TestDatabase, provenAt: Date = afterAll2026): Promise<void> {
  await t.admin.query(
    `INSERT INTO balance_proof (marketplace_id, provider, livemode, account_id, currency, balance_type, state, provider_minor,
       ledger_minor, residual_minor, equation, reads, proven_at)
     SELECT marketplace_id, 'stripe', false, account_id, currency, balance_type, 'proven', sum(net_minor), sum(net_minor), 0,
       'available + pending = opening + Σ net of payments', 1, $2
     FROM balance_transaction WHERE marketplace_id = $1 GROUP BY marketplace_id, account_id, currency, balance_type
     ON CONFLICT (marketplace_id, provider, livemode, account_id, currency, balance_type) DO UPDATE SET
       state = 'proven', provider_minor = excluded.provider_minor, ledger_minor = excluded.ledger_minor, residual_minor = 0,
       proven_at = excluded.proven_at`,
    [t.marketplaceId, provenAt],
  )
}

/** One more sale on the platform's own account, made at the given instant. */
export function saleAt(id: string, created: Date, amount = 12_300): TestEntry {
  const raw = { id, object: 'charge', amount, currency: 'eur' }
  const object = { id, objectType: 'charge', amount, currency: 'eur', parentId: null, raw }
  return {
    accountId: 'acct_platform',
    id: `txn_${id}`,
    category: 'charge',
    amount,
    fee: 30,
    currency: 'eur',
    created,
    object,
  }
}

/** An analyst asks, an administrator confirms. */
export async function closeMonth(t: TestDatabase, month: Month, scope = '*', named: string[] = []): Promise<void> {
  const asked = await requestClose(at(t.ctxAs('analyst')), { scope, month, named })
  if (!asked.ok) throw new Error(asked.reason)
  const closed = await confirmClose(at(t.ctxAs('admin')), { scope, month, seenHash: asked.value })
  if (!closed.ok) throw new Error(closed.reason)
}

/** A month computed anew from its postings, whatever was closed. */
export function recompute(ctx: Ctx, key: PeriodKey): Promise<LoadedPeriod & { checks: Check[] }> {
  return inSql(ctx, async (sql) => {
    const period = await lockPeriod(sql, ctx, key)
    const loaded = await loadPeriod(
      sql,
      ctx,
      key,
      (period?.named ?? []).map(({ number }) => number.toString()),
    )
    return { ...loaded, checks: checksOf(loaded.facts, loaded.named, ctx.now) }
  })
}

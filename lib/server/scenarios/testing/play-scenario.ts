import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { parseLines } from '@/lib/domain/books/line-error'
import { factsFromBalanceTransaction } from '@/lib/providers/stripe/facts/facts-from-balance-transaction'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { platform, type Scenario } from '@/prisma/scenarios/scenario'
import { writeBookEntries } from '../../books/write-book-entries'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { postLedger } from '../../ledger/post-ledger'
import { composeTouched } from '../../payouts/compose-touched'
import { reconcileBank } from '../../reconciliation/bank/reconcile-bank'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { emptyHarvest, storePage } from '../../sync/store/store-page'

/** Brings a scenario in as the product's own doors would, and does with it what the jobs would do. */
export async function playScenario(given: Ctx, scenario: Scenario): Promise<void> {
  const ctx = { ...given, now: new Date(scenario.now) }
  for (const accountId of Object.keys(scenario.objects)) await storeAccount(ctx, scenario, accountId)
  const { marketplaceId } = ctx.actor
  const key: Ctx = { ...ctx, actor: { kind: 'apiKey', id: 'key_books', marketplaceId } }
  const written = await writeBookEntries(key, parseLines(bookEntryInput, scenario.books), { partial: false })
  if (!written.ok) throw new Error(written.reason)
  if (written.value.errors[0]) throw new Error(written.value.errors[0].message)
  await settle(ctx)
}

export async function settle(ctx: Ctx): Promise<void> {
  await postLedger(ctx)
  await reconcileTouched(ctx)
  await composeTouched(ctx)
  await reconcileBank(ctx)
}

async function storeAccount(ctx: Ctx, scenario: Scenario, accountId: string): Promise<void> {
  const reading = { livemode: false, accountId, isPlatform: accountId === platform, observedAt: ctx.now }
  const raws = scenario.objects[accountId] ?? []
  const byId = new Map(raws.map((raw) => [raw.id, raw]))
  const entries = raws
    .filter((raw) => raw.object === 'balance_transaction')
    .map((raw) => factsFromBalanceTransaction({ ...raw, source: byId.get(raw.source) ?? raw.source }, reading))
  const states = raws.filter((raw) => raw.object !== 'balance_transaction').map((raw) => stateFrom(raw, reading))
  await inSql(ctx, (sql) => storePage(sql, ctx, { ...emptyHarvest(), entries, states }))
}

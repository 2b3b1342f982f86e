import { createHash } from 'node:crypto'
import type { EventFact } from '@/lib/domain/provider/facts'
import type { BalanceEntry, Page, Provider } from '@/lib/providers/port'
import { factsFromEvent } from '@/lib/providers/stripe/facts/facts-from-event'
import { inSql } from '@/lib/server/db/transaction'
import { drainInbox } from '@/lib/server/inbox/drain-inbox'
import { storeEvents } from '@/lib/server/inbox/store-events'
import { postLedger } from '@/lib/server/ledger/post-ledger'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { syncMarketplace } from '@/lib/server/sync/sync-marketplace'
import { benchNow, type Field, type Ground, platformAccount } from '../ground'
import { balanceEntryAt } from '../material/balance-transactions'
import { eventAt } from '../material/events'
import { makeSellers } from '../material/many-sellers'
import { elapsedMs, expectCount, note, print, scaled } from '../measure'

const salesEach = 3
const sellerAt = (place: number) => `acct_${createHash('md5').update(String(place)).digest('hex')}`
type Day = { entries: Map<string, BalanceEntry[]>; events: EventFact[] }

/**
 * The same day, 1,000 sellers with three sales each, on a marketplace of 1,000, of 10,000 and of 100,000 sellers:
 * events worked off, accounts caught up, an incremental sync, the ledger, the touched keys reconciled. The provider
 * answers at once, so this is our work alone. (The daily sweep of silent accounts is one request each and not in it.)
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('growth')
  const active = scaled(1_000, 50)
  let made = 0
  let smallest: number | undefined
  for (const times of [1, 10, 100]) {
    await makeSellers(field, made, active * times)
    made = active * times
    const day = dayOf(active, times)
    await bookDay(field, day)
    const seconds = await liveThrough(field, day)
    smallest ??= seconds
    const name = `growth: a day of ${active} active sellers among ${made}`
    print({ name, value: seconds, unit: 's', baseline: smallest, lowerIsBetter: true })
  }
  await field.close()
}

/** Other sales every time, on the same first sellers. */
function dayOf(active: number, times: number): Day {
  const entries = new Map<string, BalanceEntry[]>()
  const events: EventFact[] = []
  for (let seller = 0; seller < active; seller++) {
    const accountId = sellerAt(seller)
    const places = Array.from({ length: salesEach }, (_, sale) => (times * active + seller) * salesEach + sale)
    entries.set(
      accountId,
      places.map((place) => balanceEntryAt(place, accountId)),
    )
    events.push(...places.map((place) => factsFromEvent({ ...eventAt(place), account: accountId }, platformAccount)))
  }
  return { entries, events }
}

/** The books know the day's sales already: nothing of it becomes an exception. */
async function bookDay({ admin, marketplaceId }: Field, { entries }: Day): Promise<void> {
  const rows = [...entries.values()].flat().map(({ transaction, legs: [leg] }) => ({
    key: transaction.moneyKey,
    account: transaction.accountId,
    object: leg?.objectId,
    amount: String(leg?.amountMinor),
    at: transaction.created,
  }))
  await admin.query(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, object_id, amount_minor,
       currency, occurred_at)
     SELECT key, $1, account, 'be_' || object, 'ref-' || object, 'sale', 'stripe', object, amount, 'eur', at
     FROM jsonb_to_recordset($2::jsonb) AS x(key text, account text, object text, amount bigint, at timestamptz)`,
    [marketplaceId, JSON.stringify(rows)],
  )
}

async function liveThrough(field: Field, day: Day): Promise<number> {
  const { ctx } = field
  const provider = providerOf(day)
  const sales = day.events.length
  await field.reset()
  await inSql(ctx, (sql) => storeEvents(sql, ctx, day.events))
  const spent = {
    drain: await elapsedMs(async () => expectCount('rows caught up', (await drainInbox(ctx, provider)).rows, sales)),
    sync: await elapsedMs(() => syncMarketplace(ctx, provider)),
    post: await elapsedMs(async () => expectCount('posted', (await postLedger(ctx)).transactions, sales)),
    reconcile: await elapsedMs(async () => expectCount('exceptions', (await reconcileTouched(ctx)).opened, 0)),
  }
  const parts = Object.entries(spent).map(([part, ms]) => `${part} ${Math.round(ms)} ms`)
  note(parts.join(', '))
  return Object.values(spent).reduce((sum, ms) => sum + ms, 0) / 1000
}

function providerOf({ entries }: Day): Provider {
  const left = new Map(entries)
  const objects = new Map([...entries.values()].flat().map((entry) => [entry.object?.id, entry]))
  const empty: Page<never> = { items: [], unsound: [], next: null, observedAt: benchNow }
  const answers: Partial<Provider> = {
    name: 'stripe',
    livemode: false,
    platformAccountId: platformAccount,
    listAccounts: async () => empty,
    listCharges: async () => empty,
    retrieveAccount: async () => null,
    listBalanceTransactions: async (accountId) => {
      const items = left.get(accountId) ?? []
      left.delete(accountId)
      return { ...empty, items }
    },
    retrieveObject: async ({ objectId }) => {
      const { object = null, legs = [] } = objects.get(objectId) ?? {}
      return object ? { state: 'found', found: { object, legs } } : { state: 'gone' }
    },
    counts: () => ({ requests: 0, throttled: 0 }),
  }
  return answers as Provider
}

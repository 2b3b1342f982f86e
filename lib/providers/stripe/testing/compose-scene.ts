import { type BalanceHistory, composePayouts } from '@/lib/domain/payouts/compose-payouts'
import type { BalanceRow, Composition, PayoutFact } from '@/lib/domain/payouts/composition'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import type { RawObject } from '@/lib/domain/provider/facts'
import { factsFromBalanceTransaction } from '../facts/facts-from-balance-transaction'
import type { Scene } from './judge-scene'

export type Composed = Composition & { account: string; isInstant: boolean; status: string }

/** Every payout of a scene, rebuilt from what anybody may see: rows, payouts, and the listings of automatic ones. */
export function composeScene(scene: Scene): Composed[] {
  return Object.entries(scene.objects).flatMap(([account, objects]) => {
    const payouts = objects.filter((raw) => raw.object === 'payout')
    const byId = new Map(payouts.map((raw) => [String(raw.id), raw]))
    return balancesOf(scene, account, objects, payouts).flatMap((history) =>
      composePayouts(history, compositionPolicy).map((made) => {
        const raw = byId.get(made.payoutId)
        return { ...made, account, isInstant: raw?.method === 'instant', status: String(raw?.status) }
      }),
    )
  })
}

function balancesOf(scene: Scene, account: string, objects: RawObject[], payouts: RawObject[]): BalanceHistory[] {
  const reading = {
    livemode: false,
    accountId: account,
    isPlatform: account === scene.platform,
    observedAt: new Date(0),
  }
  const listings = new Map<string, string>()
  for (const raw of payouts.filter(isListed)) {
    for (const id of scene.payoutItems[String(raw.id)] ?? [])
      if (id !== raw.balance_transaction) listings.set(id, String(raw.id))
  }
  const rows = objects
    .filter((raw) => raw.object === 'balance_transaction')
    .map((raw) => ({
      ...factsFromBalanceTransaction(raw, reading).transaction,
      listedIn: listings.get(String(raw.id)) ?? null,
    }))
  const balances = Map.groupBy(rows, (row) => `${row.currency} ${row.balanceType}`)
  return [...balances.values()].map((own) => {
    const money: BalanceRow[] = own.map((row) => ({ ...row, key: row.moneyKey, category: row.reportingCategory }))
    const made = payouts.filter((raw) => raw.currency === own[0]?.currency && own[0]?.balanceType === 'payments')
    return { rows: money, payouts: made.map((raw) => payoutFrom(raw, money)), isFullHistory: true }
  })
}

function payoutFrom(raw: RawObject, rows: readonly BalanceRow[]): PayoutFact {
  const items = rows.filter(({ listedIn }) => listedIn === raw.id)
  return {
    id: String(raw.id),
    amountMinor: BigInt(raw.amount as number),
    created: new Date((raw.created as number) * 1000),
    isAutomatic: raw.automatic === true,
    isInstant: raw.method === 'instant',
    listed: isListed(raw) ? { rows: items.length, netMinor: items.reduce((sum, row) => sum + row.netMinor, 0n) } : null,
  }
}

function isListed(raw: RawObject): boolean {
  return raw.automatic === true && raw.reconciliation_status === 'completed'
}

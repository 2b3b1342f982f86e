import type { BalanceEntry, Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { healWindow } from '../sync/heal-window'
import { emptyHarvest, storePage } from '../sync/store/store-page'
import type { MissingRow } from './judge/compare-rows'

/** Up to here an account's rows are asked for one by one; beyond that a list of a hundred per request is cheaper. */
const mostById = 50
const perCommit = 25

/**
 * Asks the API for rows that an export has and we have not. Nothing is ever written from the export: it lacks the source,
 * the fee's parts and the exchange rate, and a file can be changed by anyone's hand. Answers how many rows were found.
 */
export async function fetchMissing(ctx: Ctx, provider: Provider, missing: readonly MissingRow[]): Promise<bigint> {
  let found = 0
  for (const [accountId, rows] of byAccount(missing)) {
    found +=
      rows.length > mostById
        ? await fetchWindow(ctx, provider, accountId, rows)
        : await fetchEach(ctx, provider, accountId, rows)
  }
  return BigInt(found)
}

async function fetchEach(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  rows: readonly MissingRow[],
): Promise<number> {
  let found = 0
  for (let at = 0; at < rows.length; at += perCommit) {
    const entries: BalanceEntry[] = []
    for (const { id } of rows.slice(at, at + perCommit)) {
      const entry = await provider.retrieveBalanceTransaction(accountId, id)
      if (entry) entries.push(entry)
    }
    found += await commit(ctx, async (sql) => (await storePage(sql, ctx, { ...emptyHarvest(), entries })).inserted)
  }
  return found
}

/** The window that holds them all; its end is open, so one second more. */
function fetchWindow(ctx: Ctx, provider: Provider, accountId: string, rows: readonly MissingRow[]): Promise<number> {
  const times = rows.map(({ created }) => created.getTime())
  const first = times.reduce((a, b) => Math.min(a, b))
  const last = times.reduce((a, b) => Math.max(a, b))
  // The Dashboard's times leave the seconds out.
  return healWindow(ctx, provider, accountId, new Date(first), new Date(last + 60_000), 'residual')
}

function byAccount(missing: readonly MissingRow[]): Map<string, MissingRow[]> {
  const accounts = new Map<string, MissingRow[]>()
  for (const row of missing) accounts.set(row.accountId, [...(accounts.get(row.accountId) ?? []), row])
  return accounts
}

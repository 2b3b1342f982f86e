import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { namePlace } from '../sync/store/store-accounts'

export type SellerHit = { accountId: string; name: string }

type Names = { at: number; rows: SellerHit[] }
/** Names are sealed, and no index can be asked for a part of one: they are opened once, and kept for a minute. */
const store = globalThis as { counterfoilSellerNames?: Map<string, Names> }
const freshMs = 60_000
/** Above this sellers are found by their id: a minute's names of a larger house are not held in memory. */
export const mostNames = 50_000

/** Sellers whose name has a word that begins so, or whose id is or begins so; those that begin with it first. */
export async function findSellers(ctx: Ctx, words: string, most: number): Promise<SellerHit[]> {
  const wanted = fold(words)
  const hits = (await namesOf(ctx)).flatMap((row) => {
    const name = fold(row.name)
    if (row.accountId === words || (words.length > 8 && row.accountId.startsWith(words))) return [{ row, rank: 0 }]
    if (name.startsWith(wanted)) return [{ row, rank: 1 }]
    return name.includes(` ${wanted}`) ? [{ row, rank: 2 }] : []
  })
  return hits
    .sort((a, b) => a.rank - b.rank || (a.row.name < b.row.name ? -1 : 1))
    .slice(0, most)
    .map(({ row }) => row)
}

/** Without case and accents: "Café" is found by "cafe". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

async function namesOf(ctx: Ctx): Promise<SellerHit[]> {
  const { marketplaceId } = ctx.actor
  store.counterfoilSellerNames ??= new Map()
  const known = store.counterfoilSellerNames.get(marketplaceId)
  if (known && Date.now() - known.at < freshMs) return known.rows
  const sealed = await inSql(ctx, (sql) =>
    sql.rows<{ id: string; name: string | null }>(
      `SELECT DISTINCT ON (account_id) account_id AS id, name_enc AS name FROM provider_account
       WHERE marketplace_id = $1 AND NOT is_platform ORDER BY account_id, observed_at DESC LIMIT ${mostNames}`,
      [marketplaceId],
    ),
  )
  const rows = sealed.map(({ id, name }) => ({
    accountId: id,
    name: name === null ? id : open(namePlace(marketplaceId, id), name),
  }))
  store.counterfoilSellerNames.set(marketplaceId, { at: Date.now(), rows })
  return rows
}

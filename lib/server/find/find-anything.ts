import { readAmount } from '@/lib/domain/find/read-amount'
import type { FindingKind } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { listExceptions } from '../exceptions/queries'
import type { ExceptionRow } from '../exceptions/rows'
import { findLife } from '../money-life/queries'
import { findSellers, type SellerHit } from './find-sellers'

export type ExceptionHit = Pick<ExceptionRow, 'id' | 'kind' | 'state' | 'amountMinor' | 'currency' | 'objectId'> & {
  number: string
}
export type PayoutHit = { id: string; accountId: string; amountMinor: bigint; currency: string; created: Date }
/** What bears these words, each kind a few. `money`: an id that leads to the life of that money. */
export type Hits = { exceptions: ExceptionHit[]; money: string | null; sellers: SellerHit[]; payouts: PayoutHit[] }

const fewOf = 6
export const longestWords = 255
const nothing: Hits = { exceptions: [], money: null, sellers: [], payouts: [] }

/**
 * Whatever a person has at hand: an exception's number, any id of Stripe's or of the books, an order, a bank's reference,
 * a seller's name, an amount. Every question behind it has an index; the tenant is in each of them.
 */
export async function findAnything(ctx: Ctx, given: string): Promise<Hits> {
  const words = given.trim()
  if (words.length < 2 || words.length > longestWords || words.includes('\0')) return nothing
  const [byId, byAmount, money, sellers] = await Promise.all([
    exceptionsByText(ctx, words),
    byAmounts(ctx, words),
    findLife(ctx, words),
    findSellers(ctx, words, fewOf),
  ])
  const exceptions = [...byId, ...byAmount.exceptions.filter(({ id }) => !byId.some((one) => one.id === id))]
  return {
    exceptions: exceptions.slice(0, fewOf),
    money: money.ok ? money.value : null,
    sellers,
    payouts: byAmount.payouts,
  }
}

async function exceptionsByText(ctx: Ctx, text: string): Promise<ExceptionHit[]> {
  const found = await listExceptions(ctx, { filter: { text }, sort: 'due', direction: 'asc', limit: fewOf })
  return found.ok ? found.value.rows.map(hitOf) : []
}

function hitOf({ id, number, kind, state, amountMinor, currency, objectId }: ExceptionRow): ExceptionHit {
  return { id, number: String(number), kind, state, amountMinor, currency, objectId }
}

type Amounts = Pick<Hits, 'exceptions' | 'payouts'>

async function byAmounts(ctx: Ctx, words: string): Promise<Amounts> {
  if (!/\d/.test(words)) return { exceptions: [], payouts: [] }
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const known = await sql.rows<{ currency: string }>(
      'SELECT DISTINCT currency FROM ledger_balance WHERE marketplace_id = $1',
      [marketplaceId],
    )
    const sought = readAmount(
      words,
      known.map(({ currency }) => currency),
    )
    const found: Amounts = { exceptions: [], payouts: [] }
    for (const { minor, currency } of sought) {
      const params = [marketplaceId, minor, currency]
      found.exceptions.push(...(await sql.rows<ExceptionHit & { kind: FindingKind }>(exceptionsSql, params)))
      found.payouts.push(...(await sql.rows<PayoutHit>(payoutsSql, params)))
    }
    return { exceptions: found.exceptions.slice(0, fewOf), payouts: found.payouts.slice(0, fewOf) }
  })
}

/** State by state, because the index of amounts begins with it. */
const exceptionsSql = `SELECT e.id, e.number::text AS number, e.kind, e.state, e.amount_minor AS "amountMinor", e.currency,
    e.object_id AS "objectId"
  FROM unnest(ARRAY['open', 'waiting', 'resolved', 'closed']) WITH ORDINALITY s (state, nth)
  CROSS JOIN LATERAL (SELECT * FROM recon_exception e WHERE e.marketplace_id = $1 AND e.state = s.state
    AND e.amount_minor = $2 AND e.currency = $3 ORDER BY e.id LIMIT ${fewOf}) e
  ORDER BY s.nth, e.id LIMIT ${fewOf}`

const payoutsSql = `SELECT id, account_id AS "accountId", amount_minor AS "amountMinor", currency, created FROM provider_object
  WHERE marketplace_id = $1 AND object_type = 'payout' AND amount_minor = $2 AND currency = $3
  ORDER BY created DESC, id LIMIT ${fewOf}`

import { can } from '@/lib/domain/access/can'
import { assert } from '@/lib/domain/base/assert'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { contractTerms, readContractForm } from '@/lib/domain/books/contract-form'
import { everySeller } from '@/lib/domain/fees/contract'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { type Drafted, keepDraft } from '../versions/keep-draft'
import type { VersionRow, VersionRules } from '../versions/rows'
import { beginOf, zoneOf } from '../versions/zone'
import { askAgain } from './ask-again'
import { foreseeContract } from './foresee-contract'

/** A fee contract is drafted by whoever works on the books and let hold by compliance or an admin. */
export const contractRules: VersionRules = {
  kind: 'fee_contract',
  draft: 'contract.draft',
  activate: 'contract.activate',
  word: 'contract',
  basis: inForceAt,
  takeEffect: putContract,
}

/** Keeps a draft and, with it, what it would have meant for the charges of the last thirty days. */
export async function draftContract(
  ctx: Ctx,
  fields: Readonly<Record<string, string>>,
): Promise<Result<Drafted, 'not_permitted'>> {
  if (!can(ctx.actor, contractRules.draft)) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const read = readContractForm(fields, dayInZone(ctx.now, await zoneOf(sql, ctx)))
    if ('errors' in read) return ok({ kind: 'refused' as const, errors: read.errors })
    const { seller, from, terms } = read
    if (seller !== everySeller && !(await isSeller(sql, ctx, seller)))
      return ok({ kind: 'refused' as const, errors: [`No seller ${seller} is known here: look for the account.`] })
    if (await beginsWith(sql, ctx, seller, await beginOf(sql, ctx, from)))
      return ok({ kind: 'refused' as const, errors: ['A contract begins at that very moment: choose another day.'] })
    const foreseen = await foreseeContract(sql, ctx, seller, terms)
    return ok(await keepDraft(sql, ctx, contractRules, { subject: seller, from, body: terms, foreseen }))
  })
}

async function isSeller(sql: Sql, { actor }: Ctx, seller: string): Promise<boolean> {
  const rows = await sql.rows(
    'SELECT FROM provider_account WHERE marketplace_id = $1 AND account_id = $2 AND NOT is_platform LIMIT 1',
    [actor.marketplaceId, seller],
  )
  return rows.length > 0
}

async function beginsWith(sql: Sql, { actor }: Ctx, seller: string, at: Date): Promise<boolean> {
  const rows = await sql.rows(
    'SELECT FROM fee_contract WHERE marketplace_id = $1 AND seller_id = $2 AND valid_from = $3',
    [actor.marketplaceId, seller, at],
  )
  return rows.length > 0
}

/** Whoever says yes to replacing one contract has not said yes to replacing another that came in since. */
async function inForceAt(sql: Sql, { actor }: Ctx, about: { subject: string; from: Date }): Promise<string> {
  const [row] = await sql.rows<{ reference: string }>(
    `SELECT reference FROM fee_contract WHERE marketplace_id = $1 AND seller_id = $2 AND valid_from <= $3
     ORDER BY valid_from DESC, reference DESC LIMIT 1`,
    [actor.marketplaceId, about.subject, about.from],
  )
  return row?.reference ?? ''
}

/** From here on it is a contract like those that came in by the API; its reference leads back to the version. */
async function putContract(sql: Sql, ctx: Ctx, row: VersionRow, heldFrom: Date): Promise<void> {
  const { tier, refundPolicy, disputePolicy, bands } = contractTerms.parse(row.body)
  const { marketplaceId } = ctx.actor
  const put = await sql.run(
    `INSERT INTO fee_contract (marketplace_id, reference, seller_id, tier, valid_from, refund_policy, dispute_policy, bands)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) ON CONFLICT DO NOTHING`,
    [marketplaceId, row.id, row.subject, tier, heldFrom, refundPolicy, disputePolicy, JSON.stringify(bands)],
  )
  assert(put === 1, `somebody else’s contract bears the reference ${row.id}`)
  await askAgain(sql, ctx, [row.id])
}

import { decideFamily } from '@/lib/domain/reconciliation/decide-family'
import type { FamilyFacts } from '@/lib/domain/reconciliation/facts'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { voidedAmong } from './families/hand-work'
import { dropStrayLinks, linkSales } from './families/link-sales'
import { loadFamilies } from './families/load-families'
import { byIndex, expandFamilies, forgetScope } from './families/scope'

export type Recheck = { key: string; account: string; at: Date }
export type Decided = { findings: Finding[]; rechecks: Recheck[]; facts: number; families: number }

const batchKeys = 5_000

/**
 * Loads the families of these money keys and lets the domain decide them, some thousand keys at a time. Which ids and
 * entries belonged to them is left in the temporary table `decided_id`, for whoever closes what was not found again.
 */
export async function decideKeys(
  sql: Sql,
  ctx: Ctx,
  platformAccount: string | null,
  keys: readonly string[],
): Promise<Decided> {
  const { marketplaceId } = ctx.actor
  const decided: Decided = { findings: [], rechecks: [], facts: 0, families: 0 }
  await sql.run('CREATE TEMP TABLE decided_id (id text PRIMARY KEY, money_key text) ON COMMIT DROP')
  const unique = [...new Set(keys)].sort()
  for (let start = 0; start < unique.length; start += batchKeys) {
    await sql.run('CREATE TEMP TABLE suspect_key ON COMMIT DROP AS SELECT unnest($1::text[]) AS money_key', [
      unique.slice(start, start + batchKeys),
    ])
    // A family is decided once, however its keys are spread over batches.
    await sql.run('DELETE FROM suspect_key s USING decided_id d WHERE d.money_key = s.money_key')
    const scope = await expandFamilies(sql, marketplaceId, 'suspect_key')
    await byIndex(sql, async () => {
      await dropStrayLinks(sql, marketplaceId, scope)
      await linkSales(sql, marketplaceId, scope)
    })
    for (const family of await loadFamilies(sql, marketplaceId, platformAccount, scope)) {
      decideInto(decided, family, ctx.now)
    }
    await sql.run(
      `INSERT INTO decided_id SELECT id, money_key FROM ${scope.ids}
       UNION SELECT id, money_key FROM ${scope.entries} WHERE money_key LIKE 'books:%'
       UNION ${voidedAmong('suspect_key')} ON CONFLICT DO NOTHING`,
      [marketplaceId],
    )
    await forgetScope(sql, scope)
    await sql.run('DROP TABLE suspect_key')
  }
  await sql.run('ANALYZE decided_id')
  return decided
}

function decideInto(decided: Decided, family: FamilyFacts, now: Date): void {
  const anchor = anchorOf(family)
  const { findings, recheckAt } = decideFamily(family, reconPolicy, now)
  decided.findings.push(...findings)
  decided.facts += family.legs.length + family.entries.length
  decided.families += 1
  if (recheckAt && anchor) decided.rechecks.push({ ...anchor, at: recheckAt })
}

/** The key under which the family will be found again; any member leads to all of it. */
function anchorOf({ legs, entries }: FamilyFacts): { key: string; account: string } | undefined {
  const keys = [
    ...legs.map((leg) => ({ key: `stripe:${leg.objectId}`, account: leg.account })),
    ...entries.map((e) => ({
      key: e.objectId === null ? `books:${e.id}` : `stripe:${e.objectId}`,
      account: e.account,
    })),
  ]
  return keys.sort((a, b) => (a.key < b.key ? -1 : 1))[0]
}

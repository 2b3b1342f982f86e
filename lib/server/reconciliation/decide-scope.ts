import { decideFamily } from '@/lib/domain/reconciliation/decide-family'
import type { FamilyFacts } from '@/lib/domain/reconciliation/facts'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { loadFamilies } from './families/load-families'
import { expandFamilies, forgetScope, scopeNamed } from './families/scope'

export type Recheck = { key: string; account: string; at: Date }
export type Decided = { findings: Finding[]; rechecks: Recheck[]; facts: number; families: number }

const batchKeys = 5_000

/** Loads the families of these money keys and lets the domain decide them, some thousand keys at a time. */
export async function decideKeys(
  sql: Sql,
  ctx: Ctx,
  platformAccount: string | null,
  keys: readonly string[],
): Promise<Decided> {
  const decided: Decided = { findings: [], rechecks: [], facts: 0, families: 0 }
  const unique = [...new Set(keys)].sort()
  for (let start = 0; start < unique.length; start += batchKeys) {
    const scope = scopeNamed('suspect')
    await sql.run('CREATE TEMP TABLE suspect_key ON COMMIT DROP AS SELECT unnest($1::text[]) AS money_key', [
      unique.slice(start, start + batchKeys),
    ])
    await expandFamilies(sql, ctx.actor.marketplaceId, 'suspect_key', scope)
    const families = await loadFamilies(sql, ctx.actor.marketplaceId, platformAccount, scope)
    for (const family of families) decideInto(decided, family, ctx.now)
    await forgetScope(sql, scope)
    await sql.run('DROP TABLE suspect_key')
  }
  return decided
}

function decideInto(decided: Decided, family: FamilyFacts, now: Date): void {
  const { findings, recheckAt } = decideFamily(family, reconPolicy, now)
  decided.findings.push(...findings)
  decided.facts += family.legs.length + family.entries.length
  decided.families += 1
  const anchor = anchorOf(family)
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

import type { AccountFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import { seal } from '../../crypto/seal'
import type { Sql } from '../../db/transaction'
import { erasedAmong, rawFor, recordPersons } from '../../personal/person-refs'
import { rawPlace, sealRaw } from '../../personal/seal-raw'

/** Stores accounts, newer wins; one that is listed again after it had left is open again. Names are sealed. */
export async function storeAccounts(sql: Sql, ctx: Ctx, seen: readonly AccountFact[]): Promise<number> {
  const facts = newestOfEach(seen)
  if (facts.length === 0) return 0
  const { marketplaceId } = ctx.actor
  const sealed = facts.map((fact) =>
    sealRaw(rawPlace(marketplaceId, 'provider_account', fact.accountId, fact.accountId), fact.raw),
  )
  const erased = await erasedAmong(
    sql,
    ctx,
    sealed.flatMap(({ personHashes }) => personHashes),
  )
  const rows = facts.map((fact, index) => {
    const own = sealed[index] ?? { raw: {}, personHashes: [] }
    const forgotten = own.personHashes.some((hash) => erased.has(hash))
    const nameEnc = fact.name === null || forgotten ? null : seal(namePlace(marketplaceId, fact.accountId), fact.name)
    return { ...fact, name: undefined, nameEnc, raw: rawFor(own, erased) }
  })
  const changed = await sql.run(upsert, [marketplaceId, JSON.stringify(rows)])
  await recordPersons(
    sql,
    ctx,
    facts.map(({ accountId }, index) => sighting(accountId, sealed[index]?.personHashes ?? [])),
  )
  return changed
}

/** Several events may have had one account read more than once; one statement can write a row only once. */
function newestOfEach(facts: readonly AccountFact[]): AccountFact[] {
  const newest = new Map<string, AccountFact>()
  for (const fact of facts) {
    const known = newest.get(fact.accountId)
    if (!known || known.observedAt <= fact.observedAt) newest.set(fact.accountId, fact)
  }
  return [...newest.values()]
}

export function namePlace(marketplaceId: string, accountId: string) {
  return { marketplaceId, table: 'provider_account', column: 'name_enc', row: accountId }
}

const upsert = `
  INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, name_enc, country,
    default_currency, created, raw, observed_at)
  SELECT $1, provider, livemode, "accountId", "isPlatform", "nameEnc", country, "defaultCurrency", created, raw, "observedAt"
  FROM jsonb_to_recordset($2::jsonb) AS x(provider text, livemode boolean, "accountId" text, "isPlatform" boolean,
    "nameEnc" text, country text, "defaultCurrency" text, created timestamptz, raw jsonb, "observedAt" timestamptz)
  ORDER BY "accountId"
  ON CONFLICT (marketplace_id, provider, livemode, account_id) DO UPDATE SET
    is_platform = EXCLUDED.is_platform, name_enc = EXCLUDED.name_enc, country = EXCLUDED.country,
    default_currency = EXCLUDED.default_currency, created = EXCLUDED.created, raw = EXCLUDED.raw,
    observed_at = EXCLUDED.observed_at, deauthorized_at = NULL
  WHERE provider_account.observed_at <= EXCLUDED.observed_at OR provider_account.raw IS NULL`

function sighting(accountId: string, personHashes: string[]) {
  return { moneyKey: `stripe:${accountId}`, accountId, objectId: accountId, personHashes }
}

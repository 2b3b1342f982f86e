import { accountNames } from '@/lib/server/accounts/queries'
import type { Ctx } from '@/lib/server/context'
import type { ExceptionRow } from '@/lib/server/exceptions/rows'

export type Names = { people: ReadonlyMap<string, string>; sellers: ReadonlyMap<string, string> }

type Accounts = Pick<ExceptionRow, 'sellerId' | 'accountId'>

/** The names that a page needs, opened once for all its rows. */
export async function namesOf(
  ctx: Ctx,
  rows: readonly Accounts[],
  people: readonly { id: string; name: string }[],
): Promise<Names> {
  const ids = new Set(rows.flatMap((row) => [row.accountId, ...(row.sellerId ? [row.sellerId] : [])]))
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    sellers: await accountNames(ctx, [...ids]),
  }
}

/** Who said it: a person, or the policy or rule that two people let decide, or someone who is no member any more. */
export function deciderName(id: string | null, people: ReadonlyMap<string, string>): string {
  const machine = /^(policy|rule) (\d+)$/.exec(id ?? '')
  if (machine) return machine[1] === 'policy' ? `Matching policy ${machine[2]}` : `Rule ${machine[2]}`
  return people.get(id ?? '') ?? 'Someone who left'
}

/** What a seller is called, or its id while Stripe has not said. */
export function sellerName({ sellerId, accountId }: Accounts, names: Names): string {
  return names.sellers.get(sellerId ?? accountId) ?? names.sellers.get(accountId) ?? sellerId ?? accountId
}

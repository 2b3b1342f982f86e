import { magnitude } from '../money/money'
import { say } from '../reconciliation/describe'
import type { Check, Figure } from './check'
import type { BalanceFact, NamedException, PeriodFacts } from './facts'

type Judged = { readonly fact: BalanceFact; readonly missing: string | null; readonly explained: boolean }

/**
 * A residual is explained when named exceptions of its account and currency add up to exactly its size; each explains one
 * residual only, and none is named in vain. What Stripe does not show cannot be compared and holds nothing up: the
 * tie-outs have it.
 */
export function balancesCheck({ balances, endsAt }: PeriodFacts, named: readonly NamedException[]): Check {
  const explained = explainedAmong(balances, named)
  const judged = balances.map((fact) => judge(fact, endsAt, explained))
  const missing = judged.filter((one) => one.missing !== null)
  const figures: Figure[] = judged
    .filter(({ fact }) => (fact.residualMinor ?? 0n) !== 0n)
    .map(({ fact: { accountId, currency, balanceType, residualMinor } }) => ({
      label: `Residual of ${accountId}, ${balanceType}`,
      minor: residualMinor ?? 0n,
      currency,
      about: { accountId },
    }))
  return {
    code: 'balances_proven',
    ok: missing.length === 0,
    sentence: missing.length === 0 ? holds(judged) : lacks(missing),
    figures,
  }
}

function judge(fact: BalanceFact, endsAt: Date, explained: ReadonlySet<BalanceFact>): Judged {
  const { state, provenAt, restsSince } = fact
  const of = (missing: string | null, isExplained = false) => ({ fact, missing, explained: isExplained })
  if (state === 'missing') return of('was never proven')
  if (state === 'unproven') return of('moved while it was read')
  const isFresh = restsSince || (provenAt !== null && provenAt >= endsAt)
  if (!isFresh) return of('was last proven before the month was over')
  if (state !== 'residual') return of(null)
  return explained.has(fact) ? of(null, true) : of('has a residual that nothing explains')
}

/** Which balances' residuals the named exceptions explain. */
function explainedAmong(balances: readonly BalanceFact[], named: readonly NamedException[]): ReadonlySet<BalanceFact> {
  const purse = ({ accountId, currency }: Pick<BalanceFact, 'accountId' | 'currency'>) => `${accountId} ${currency}`
  const byPurse = Map.groupBy(named, purse)
  const residuals = balances.filter(({ state, residualMinor }) => state === 'residual' && (residualMinor ?? 0n) !== 0n)
  const explained = [...Map.groupBy(residuals, purse)].flatMap(([key, own]) => {
    const sizes = own.map(({ residualMinor }) => magnitude(residualMinor ?? 0n))
    const filled = fillExactly(
      sizes,
      (byPurse.get(key) ?? []).map(({ amountMinor }) => amountMinor),
    )
    return own.filter((_, at) => filled[at])
  })
  return new Set(explained)
}

/** A person names a handful: beyond so many steps nothing counts as explained. */
const mostSteps = 100_000

/** Deals all amounts out so that every size is met exactly or not touched; which are met, or none where that fails. */
function fillExactly(sizes: readonly bigint[], amounts: readonly bigint[]): boolean[] {
  const room = [...sizes]
  const greatestFirst = amounts.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0))
  let steps = 0
  const deal = (at: number): boolean => {
    const amount = greatestFirst[at]
    if (amount === undefined) return room.every((left, place) => left === 0n || left === sizes[place])
    for (const [place, left] of room.entries()) {
      if (left < amount || ++steps > mostSteps) continue
      room[place] = left - amount
      if (deal(at + 1)) return true
      room[place] = left
    }
    return false
  }
  return deal(0) ? room.map((left) => left === 0n) : room.map(() => false)
}

function holds(judged: readonly Judged[]): string {
  const proven = judged.filter(({ fact }) => fact.state === 'proven').length
  const explained = judged.filter((one) => one.explained).length
  const unseen = judged.filter(({ fact }) => fact.state === 'not_provable').length
  const parts = [
    `${proven} of ${judged.length} balances are proven`,
    ...(explained > 0 ? [`${explained} explained by named exceptions`] : []),
    ...(unseen > 0 ? [`${unseen} not shown by Stripe`] : []),
  ]
  return `${parts.join(', ')}.`
}

function lacks(missing: readonly Judged[]): string {
  const [first] = missing
  if (!first) return ''
  const { accountId, balanceType, currency, residualMinor } = first.fact
  const size = residualMinor ? ` (${say(residualMinor, currency)})` : ''
  const others = missing.length === 1 ? '' : ` And ${missing.length - 1} more.`
  return `The ${currency.toUpperCase()} balance of ${accountId}, ${balanceType}, ${first.missing}${size}.${others}`
}

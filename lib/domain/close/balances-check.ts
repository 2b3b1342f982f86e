import { say } from '../reconciliation/describe'
import type { Check, Figure } from './check'
import type { BalanceFact, NamedException, PeriodFacts } from './facts'

type Judged = { readonly fact: BalanceFact; readonly missing: string | null; readonly explained: boolean }

/**
 * A residual is explained when the named exceptions of its account and currency add up to exactly its size; each
 * explains one residual only. What Stripe does not show cannot be compared and holds nothing up: the tie-outs have it.
 */
export function balancesCheck({ balances, endsAt }: PeriodFacts, named: readonly NamedException[]): Check {
  const left = new Set(named)
  const judged = balances.map((fact) => judge(fact, endsAt, left))
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

function judge(fact: BalanceFact, endsAt: Date, left: Set<NamedException>): Judged {
  const { state, provenAt, restsSince, residualMinor } = fact
  const of = (missing: string | null, explained = false) => ({ fact, missing, explained })
  if (state === 'missing') return of('was never proven')
  if (state === 'unproven') return of('moved while it was read')
  const isFresh = restsSince || (provenAt !== null && provenAt >= endsAt)
  if (!isFresh) return of('was last proven before the month was over')
  if (state !== 'residual') return of(null)
  return takeExplanation(fact, residualMinor ?? 0n, left) ? of(null, true) : of('has a residual that nothing explains')
}

function takeExplanation({ accountId, currency }: BalanceFact, residual: bigint, left: Set<NamedException>): boolean {
  const own = [...left].filter((one) => one.accountId === accountId && one.currency === currency)
  const sum = own.reduce((total, one) => total + one.amountMinor, 0n)
  if (own.length === 0 || sum !== (residual < 0n ? -residual : residual)) return false
  for (const one of own) left.delete(one)
  return true
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

import { magnitude } from '../money/money'
import { differenceParts, part, say } from './describe'
import type { BalanceCell } from './facts'
import type { Finding } from './finding'
import type { ReconPolicy } from './policy'

/** What an account's balances say: money that is owed, and money that no movement explains. Cells of one account. */
export function decideAccount(
  cells: readonly BalanceCell[],
  platformAccount: string | null,
  policy: ReconPolicy,
): Finding[] {
  const sorted = cells.toSorted((a, b) => (cellKey(a) < cellKey(b) ? -1 : 1))
  return sorted.flatMap((cell) => {
    const about = {
      account: cell.account,
      object: cell.account,
      root: cell.account,
      seller: cell.account === platformAccount ? null : cell.account,
      currency: cell.currency,
      occurredAt: cell.provenAt,
      until: null,
    }
    const apart = cell.balanceType === 'connect_reserved' ? drift : residual
    return [...negative(cell, about, policy), ...apart(cell, about, policy)]
  })
}

type About = Pick<Finding, 'account' | 'object' | 'root' | 'seller' | 'currency' | 'occurredAt' | 'until'>

function negative(cell: BalanceCell, about: About, policy: ReconPolicy): Finding[] {
  if (cell.balanceType !== 'payments' || cell.providerMinor === null || cell.providerMinor >= 0n) return []
  const amountMinor = -cell.providerMinor
  const amount = say(amountMinor, cell.currency)
  const [who, direction] =
    about.seller === null
      ? (['the platform owes Stripe', 'platform_owes_stripe'] as const)
      : (['the seller owes the platform, which answers for it,', 'seller_owes_platform'] as const)
  return [
    {
      ...about,
      kind: 'NEGATIVE_BALANCE',
      part: null,
      amountMinor,
      direction,
      sentence: `The account’s Stripe balance is below zero by ${amount}: ${who} ${amount}.`,
      evidence: {
        rows: [],
        parts: [part('−(available + pending)', amountMinor)],
        rule: 'Available and pending together are below zero.',
        policyVersion: policy.version,
      },
    },
  ]
}

function residual(cell: BalanceCell, about: About, policy: ReconPolicy): Finding[] {
  const { residualMinor, providerMinor, ledgerMinor } = cell
  if (cell.state !== 'residual' || residualMinor === null || residualMinor === 0n || providerMinor === null) return []
  const amountMinor = magnitude(residualMinor)
  const amount = say(amountMinor, cell.currency)
  return [
    {
      ...about,
      kind: 'UNEXPLAINED_RESIDUAL',
      part: cell.balanceType,
      amountMinor,
      direction: 'unknown',
      sentence: `Stripe shows ${amount} ${residualMinor < 0n ? 'less' : 'more'} on this account’s ${cell.balanceType} balance than its movements explain: who owes whom is not known until the ${amount} is found.`,
      evidence: {
        rows: [],
        parts:
          residualMinor < 0n
            ? [part('What its movements add up to', ledgerMinor), part('less Stripe’s balance', -providerMinor)]
            : [part('Stripe’s balance', providerMinor), part('less what its movements add up to', -ledgerMinor)],
        rule: 'Stripe’s balance equals the sum of its balance transactions, also after a targeted refetch.',
        policyVersion: policy.version,
      },
    },
  ]
}

/** RESERVE_DRIFT: what Stripe holds back for the sellers' debts is not what its holds took and its releases gave back. */
function drift(cell: BalanceCell, about: About, policy: ReconPolicy): Finding[] {
  const { residualMinor, providerMinor, ledgerMinor, currency } = cell
  if (cell.state !== 'residual' || residualMinor === null || residualMinor === 0n || providerMinor === null) return []
  const isLarger = residualMinor > 0n
  const amountMinor = magnitude(residualMinor)
  const amount = say(amountMinor, currency)
  return [
    {
      ...about,
      kind: 'RESERVE_DRIFT',
      part: null,
      amountMinor,
      direction: isLarger ? 'stripe_owes_platform' : 'unknown',
      sentence: isLarger
        ? `Stripe holds ${amount} more in the reserve for connected accounts than its holds took: Stripe owes the platform ${amount}.`
        : `Stripe holds ${amount} less in the reserve for connected accounts than its holds took: who owes whom is not known until the ${amount} is found.`,
      evidence: {
        rows: [],
        parts: differenceParts('Stripe’s reserve', providerMinor, 'Holds less releases', ledgerMinor),
        rule: 'The reserve for connected accounts equals its holds less its releases, also after a targeted refetch.',
        policyVersion: policy.version,
      },
    },
  ]
}

function cellKey(cell: BalanceCell): string {
  return `${cell.account}|${cell.currency}|${cell.balanceType}`
}

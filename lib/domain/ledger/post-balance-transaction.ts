import { categories, feeAccounts, isKnownCategory, isKnownFeeType } from './categories'
import { postConversion } from './conversion'
import type { Movement } from './movement'
import { ownAmount } from './own-amount'
import { move, type Posting } from './posting'

/** Why money stands in suspense; each is a question for a person. */
export type SuspenseReason = 'unknown_category' | 'unknown_fee_type' | 'fee_not_itemised' | 'net_does_not_add_up'

export type PostingPlan = { readonly postings: readonly Posting[]; readonly suspense: readonly SuspenseReason[] }

/**
 * Law: whatever arrives, Stripe's clearing account moves by exactly `net`, and every debit has its credit in the same
 * currency. The amount and each fee are posted separately; what has no account of its own goes to suspense and says
 * so; nothing throws for a value that Stripe may invent tomorrow.
 */
export function postingsFromBalanceTransaction(movement: Movement): PostingPlan {
  const clearing = clearingAccount(movement.accountId, movement.balanceType)
  const fees = postFees(movement, clearing)
  const gap = movement.netMinor - (movement.amountMinor - movement.feeMinor)
  const unknown = !isKnownCategory(movement.category)
  return {
    postings: [
      ...postAmount(movement, clearing),
      ...fees.postings,
      ...move(clearing, suspense('net'), gap, movement.currency),
    ],
    suspense: [
      ...(unknown ? (['unknown_category'] as const) : []),
      ...fees.suspense,
      ...(gap === 0n ? [] : (['net_does_not_add_up'] as const)),
    ],
  }
}

/** Money at Stripe: one account per Stripe account and balance type; its balance per currency is Stripe's balance. */
export function clearingAccount(accountId: string, balanceType: string): string {
  return `stripe:${accountId}:${balanceType}`
}

function suspense(what: string): string {
  return `suspense:${what}`
}

/** Conversion meets in FX clearing: the sale in its own currency, the settlement in the other. */
function postAmount(movement: Movement, clearing: string): Posting[] {
  const contra = contraAccount(movement)
  const own = ownAmount(movement)
  if (own.currency === movement.currency) return move(clearing, contra, movement.amountMinor, movement.currency)
  return postConversion(movement, own, contra, clearing)
}

const transfers: ReadonlySet<string> = new Set(['transfer', 'transfer_reversal'])

function contraAccount(movement: Movement): string {
  if (!isKnownCategory(movement.category)) return suspense('unknown_category')
  // The seller's half of a transfer is not a sale, and taking it back is not a refund.
  if (movement.chargeType === 'seller_side')
    return movement.isPlatform ? 'seller_debits:platform' : `transfers_received:${movement.accountId}`
  // Money that a seller sends is an account debit; the platform's half of it is the line above.
  if (!movement.isPlatform && transfers.has(movement.category)) return `seller_debits:${movement.accountId}`
  return fill(categories[movement.category].against, movement)
}

function fill(template: string, movement: Movement): string {
  return template
    .replace('{account}', movement.accountId)
    .replace('{scope}', movement.isPlatform ? 'platform' : movement.accountId)
    .replace('{type}', movement.chargeType)
    .replace('{seller}', movement.sellerId ?? 'unattributed')
}

type FeePlan = { postings: Posting[]; suspense: SuspenseReason[] }

function postFees(movement: Movement, clearing: string): FeePlan {
  const plan: FeePlan = { postings: [], suspense: [] }
  let rest = movement.feeMinor
  for (const detail of movement.feeDetails) {
    // A fee in another currency cannot be part of this fee; it stays in the rest, which goes to suspense.
    if (detail.currency !== movement.currency) continue
    const known = isKnownFeeType(detail.type)
    const account = known ? fill(feeAccounts[detail.type as keyof typeof feeAccounts], movement) : suspense('fee')
    if (!known) plan.suspense.push('unknown_fee_type')
    plan.postings.push(...move(account, clearing, detail.amountMinor, movement.currency))
    rest -= detail.amountMinor
  }
  if (rest !== 0n) plan.suspense.push('fee_not_itemised')
  plan.postings.push(...move(suspense('fee'), clearing, rest, movement.currency))
  return plan
}

import { assert } from '@/lib/domain/base/assert'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Posting } from '@/lib/domain/ledger/posting'
import type { Particulars } from '@/lib/domain/resolutions/act'
import { type PaidWay, paidElsewherePosting, paidWays } from '@/lib/domain/resolutions/paid-elsewhere'
import { spendApproval } from '../../approvals/spend-approval'
import type { LoadedItem } from '../load-item'
import type { ActRefusal, Step, Written } from '../perform-act'
import { post } from './write-off'

export const elsewhereAction = 'resolution.refund_elsewhere'

type Paid = { way: PaidWay; paidOn: Date }

/** What a second person says yes to: this customer's refund, this amount, this way, this day. */
export function elsewhereWish(item: LoadedItem, { way, paidOn }: Pick<Particulars, 'way' | 'paidOn'>) {
  assert(way !== null && paidOn !== null, 'the form said how and when it was paid')
  const { id: exceptionId, number, currency, amountMinor, objectId } = item
  return {
    action: elsewhereAction,
    subject: exceptionId,
    payload: {
      exceptionId,
      number: number.toString(),
      refund: objectId,
      currency,
      amountMinor: amountMinor.toString(),
      way: way as string,
      paidOn: paidOn.toISOString().slice(0, 10),
    },
  }
}

/** The way and the day as they were asked for; null where the request says neither. */
export function paidIn(payload: unknown): Paid | null {
  const { way, paidOn } = (payload ?? {}) as { way?: unknown; paidOn?: unknown }
  const known = paidWays.find((one) => one === way)
  return known && typeof paidOn === 'string' ? { way: known, paidOn: new Date(`${paidOn}T00:00:00Z`) } : null
}

/** Posts what was paid outside Stripe, in the transaction that takes the exception out of the queue. */
export async function payElsewhere({ sql, ctx, item, id, wish }: Step): Promise<Result<Written, ActRefusal>> {
  if (wish.approvalId === null) return refuse('approval_missing')
  const use = { id: wish.approvalId, ...elsewhereWish(item, wish.particulars), usedFor: id }
  const spent = await spendApproval(sql, ctx, use)
  if (!spent.ok) return refuse(spent.reason === 'not_found' ? 'approval_missing' : spent.reason)
  const { way, paidOn } = wish.particulars
  const posting = way && paidElsewherePosting(way, item.amountMinor, item.currency)
  assert(posting, 'something was paid')
  await post(sql, ctx, { moneyKey: item.moneyKey, accountId: item.accountId, transactionId: id }, `${id}.1`, posting)
  const { debit, credit }: Posting = posting
  return ok({ detail: { debit, credit, moneyKey: item.moneyKey, way, paidOn } })
}

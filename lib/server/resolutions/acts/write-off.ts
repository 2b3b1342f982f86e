import { assert } from '@/lib/domain/base/assert'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { accountDeltas, type Posting } from '@/lib/domain/ledger/posting'
import { writeOffPosting } from '@/lib/domain/resolutions/write-off'
import { spendApproval } from '../../approvals/spend-approval'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { addToBalances, addToCosts, insertPostings } from '../../ledger/store-postings'
import { limitsNow } from '../../limits/queries'
import type { LoadedItem } from '../load-item'
import type { ActRefusal, Step, Written } from '../perform-act'

/** What a second person says yes to: these accounts, this amount. Another amount is another request. */
export function writeOffWish(item: LoadedItem) {
  const { id: exceptionId, number, kind, currency, amountMinor } = item
  const posting = postingOf(item)
  return {
    action: writeOffAction,
    subject: exceptionId,
    payload: {
      exceptionId,
      number: number.toString(),
      kind,
      currency,
      amountMinor: amountMinor.toString(),
      debit: posting.debit,
      credit: posting.credit,
    },
  }
}
export const writeOffAction = 'resolution.write_off'

/** Posts the expense against the account on which the money stands, in the transaction that takes it out of the queue. */
export async function writeOff({ sql, ctx, item, id, wish }: Step): Promise<Result<Written, ActRefusal>> {
  if (wish.approvalId !== null) {
    const spent = await spendApproval(sql, ctx, { id: wish.approvalId, ...writeOffWish(item), usedFor: id })
    if (!spent.ok) return refuse(spent.reason === 'not_found' ? 'approval_missing' : spent.reason)
  }
  const posting = postingOf(item)
  await post(sql, ctx, { moneyKey: item.moneyKey, accountId: item.accountId, transactionId: id }, `${id}.1`, posting)
  const { debit, credit } = posting
  return ok({ detail: { debit, credit, moneyKey: item.moneyKey, limits: (await limitsNow(sql, ctx)).version } })
}

function postingOf(item: LoadedItem): Posting {
  const posting = writeOffPosting(item)
  assert(posting !== null, `${item.kind} is not written off: the verdict let it through`)
  return posting
}

export type PostingPlace = { moneyKey: string; accountId: string; transactionId: string }

/** Ledger and balances in one: a posting that a person made is a posting like any other. */
export async function post(sql: Sql, ctx: Ctx, place: PostingPlace, id: string, posting: Posting): Promise<void> {
  const { marketplaceId } = ctx.actor
  const [books] = await sql.rows<{ reportingZone: string }>(
    'SELECT reporting_zone AS "reportingZone" FROM marketplace WHERE id = $1',
    [marketplaceId],
  )
  assert(books, `the marketplace ${marketplaceId} exists`)
  const rows = [{ ...place, ...posting, id, occurredAt: ctx.now }]
  await insertPostings(sql, { marketplaceId, ...books }, rows)
  await addToBalances(sql, marketplaceId, accountDeltas([posting]))
  await addToCosts(sql, { marketplaceId, ...books }, rows)
}

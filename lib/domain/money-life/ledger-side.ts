import { once, postingKey, rowKey } from './keys'
import type { LifeEdge, LifeFacts, LifeGraph, LifeNode, LifePosting } from './life'

/** Our own postings, signed by what they do to the balance of their account; what passes it by moves nothing there. */
export function ledgerSide({ postings, rows }: LifeFacts): LifeGraph {
  const shared = new Set(rows.filter(({ category }) => payouts.has(category)).map(rowKey))
  const told = once(postings, postingKey)
  return {
    nodes: told.map((posting) => postingNode(posting, shared.has(transactionKey(posting)))),
    edges: told.map(
      (posting): LifeEdge => ({
        from: transactionKey(posting),
        to: postingKey(posting),
        kind: 'posted_as',
        partMinor: null,
      }),
    ),
  }
}

const payouts: ReadonlySet<string> = new Set(['payout', 'payout_reversal'])
const transactionKey = ({ accountId, transactionId: id }: LifePosting) => rowKey({ accountId, id })

function postingNode(posting: LifePosting, isShared: boolean): LifeNode {
  const { id, transactionId, accountId, debit, credit, amountMinor, currency, at } = posting
  const clearing = `stripe:${accountId}:`
  const moves = (debit.startsWith(clearing) ? amountMinor : 0n) - (credit.startsWith(clearing) ? amountMinor : 0n)
  const place = { key: postingKey(posting), side: 'ledger', kind: `${debit} → ${credit}`, id, accountId } as const
  const counts = moves !== 0n && !isShared
  const amount = moves === 0n ? amountMinor : moves
  return { ...place, objectId: transactionId, amountMinor: amount, currency, at, status: null, counts, rows: 1 }
}

import type { ObjectState, Provider, UnsoundBody } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { storePage } from '../store/store-page'

export type Awaited = { accountId: string; objectId: string }

/** What an id says about its object. A reversal or a fee refund is never awaited: nothing stems from it. */
const typeOfPrefix: Record<string, string> = {
  ch: 'charge',
  py: 'charge',
  fee: 'application_fee',
  tr: 'transfer',
  po: 'payout',
}
const mostAtOnce = 200

/**
 * Asks for the objects that stored movements name and that never came (a hole in a list, a body that was set aside).
 * Answers how many were found; what the provider denies stays awaited, and the ledger page shows it.
 */
export async function fetchAwaited(ctx: Ctx, provider: Provider, awaited: readonly Awaited[]): Promise<number> {
  const states: ObjectState[] = []
  const unsound: UnsoundBody[] = []
  for (const { accountId, objectId } of awaited.slice(0, mostAtOnce)) {
    const objectType = typeOfPrefix[objectId.split('_')[0] ?? '']
    if (objectType === undefined) continue
    const read = await provider.retrieveObject({ accountId, objectType, objectId, parentId: null })
    if (read.state === 'found') states.push(read.found)
    if (read.state === 'unsound') unsound.push(read.unsound)
  }
  if (states.length + unsound.length > 0)
    await commit(ctx, (sql) => storePage(sql, ctx, { entries: [], states, unsound }))
  return states.length
}

import type { AccountFact } from '@/lib/domain/provider/facts'
import { AccountUnreachable, ProviderUnavailable } from '@/lib/providers/errors'
import type { ObjectState, Provider, UnsoundBody } from '@/lib/providers/port'
import { workOff } from '../sync/run/work-pool'
import type { WaitingEvent } from './inbox-rows'

/** All waiting events of one object, answered by one request. */
export type Group = {
  kind: 'refetch' | 'account'
  accountId: string
  objectType: string
  objectId: string
  parentId: string | null
  events: WaitingEvent[]
}

export type ReadAnew = {
  states: ObjectState[]
  accounts: AccountFact[]
  unsound: UnsoundBody[]
  settled: WaitingEvent[]
  failed: { events: WaitingEvent[]; error: string }[]
  /** Accounts that Stripe no longer shows us. */
  unreachable: Set<string>
}

const width = 8

/**
 * Asks for every object once, a few at a time. One that cannot be read fails alone; a provider that does not answer at
 * all stops the run, and no event is blamed for it.
 */
export async function readAnew(provider: Provider, groups: readonly Group[]): Promise<ReadAnew> {
  const result: ReadAnew = { states: [], accounts: [], unsound: [], settled: [], failed: [], unreachable: new Set() }
  const tasks = groups.map((group) => async () => {
    try {
      await readGroup(provider, group, result)
      result.settled.push(...group.events)
    } catch (error) {
      if (error instanceof ProviderUnavailable) throw error
      if (error instanceof AccountUnreachable) {
        result.unreachable.add(group.accountId)
        result.settled.push(...group.events)
      } else result.failed.push({ events: group.events, error: error instanceof Error ? error.message : String(error) })
    }
    return []
  })
  await workOff(tasks, width)
  return result
}

async function readGroup(provider: Provider, group: Group, result: ReadAnew): Promise<void> {
  if (group.kind === 'account') {
    const account = await provider.retrieveAccount(group.objectId)
    if (account) result.accounts.push(account)
    return
  }
  const answer = await provider.retrieveObject(group)
  if (answer.state === 'found') result.states.push(answer.found)
  if (answer.state === 'unsound') result.unsound.push(answer.unsound)
  if (answer.state === 'unreadable')
    throw new Error(`${group.objectType} ${group.objectId} names no object to read it through`)
  // `gone`: Stripe denies it now; what was stored stays, and the balance transactions tell what it did.
}

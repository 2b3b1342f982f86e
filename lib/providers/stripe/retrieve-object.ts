import type { RawObject } from '@/lib/domain/provider/facts'
import type { BalanceEntry, ObjectAddress, Provider, Retrieved } from '../port'
import { factsFromAccount } from './facts/facts-from-account'
import { factsFromBalance } from './facts/facts-from-balance'
import { factsFromBalanceTransaction } from './facts/facts-from-balance-transaction'
import { stateFrom } from './facts/facts-from-object'
import type { Reading } from './facts/reading'
import { NotUnderstood } from './wire/read-field'
import { existing, readObject, type StripeConnection } from './wire/stripe-connection'

type Reads = Pick<Provider, 'retrieveObject' | 'retrieveAccount' | 'retrieveBalanceTransaction' | 'readBalance'>

/** Single objects, asked for anew: what an event's payload says may be older than what is. */
export function stripeReads(connection: StripeConnection): Reads {
  return {
    retrieveObject: (address) => retrieve(connection, address),
    retrieveAccount: async (accountId) => {
      const raw = await readOrNull(connection, accountId, () => accountCall(connection, accountId))
      return (
        raw &&
        factsFromAccount(
          raw.raw,
          { livemode: connection.livemode, observedAt: raw.startedAt },
          connection.platformAccountId,
        )
      )
    },
    retrieveBalanceTransaction: (accountId, id) => retrieveTransaction(connection, accountId, id),
    readBalance: async (accountId) => {
      const read = await readObject(connection.wire, accountId, () =>
        connection.stripe.balance.retrieve({}, connection.as(accountId)),
      )
      if (!read.ok) throw new NotUnderstood(`the balance of ${accountId} is ${read.reason}`)
      return factsFromBalance(read.raw, readingOf(connection, accountId, read.startedAt))
    },
  }
}

/** How each type is asked for. A type that is not here is kept as its event showed it. */
function callFor({ stripe, as }: StripeConnection, { accountId, objectType, objectId, parentId }: ObjectAddress) {
  const options = as(accountId)
  const calls: Record<string, () => Promise<unknown>> = {
    charge: () => stripe.charges.retrieve(objectId, {}, options),
    refund: () => stripe.refunds.retrieve(objectId, {}, options),
    application_fee: () => stripe.applicationFees.retrieve(objectId, {}, options),
    transfer: () => stripe.transfers.retrieve(objectId, {}, options),
    payout: () => stripe.payouts.retrieve(objectId, {}, options),
    dispute: () => stripe.disputes.retrieve(objectId, {}, options),
    topup: () => stripe.topups.retrieve(objectId, {}, options),
  }
  if (parentId) {
    calls.fee_refund = () => stripe.applicationFees.retrieveRefund(parentId, objectId, {}, options)
    calls.transfer_reversal = () => stripe.transfers.retrieveReversal(parentId, objectId, {}, options)
  }
  return calls[objectType]
}

async function retrieve(connection: StripeConnection, address: ObjectAddress): Promise<Retrieved> {
  const { accountId, objectType, objectId } = address
  const call = callFor(connection, address)
  if (!call) return { state: 'unreadable' }
  const read = await existing(() => readObject(connection.wire, accountId, call))
  if (read === null) return { state: 'gone' }
  const source = `${objectType} ${objectId}`
  if (!read.ok) return { state: 'unsound', unsound: { accountId, source, reason: read.reason, body: read.body } }
  try {
    return { state: 'found', found: stateFrom(read.raw, readingOf(connection, accountId, read.startedAt)) }
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    return {
      state: 'unsound',
      unsound: { accountId, source, reason: 'not_understood', body: Buffer.from(JSON.stringify(read.raw)) },
    }
  }
}

async function retrieveTransaction(
  connection: StripeConnection,
  accountId: string,
  id: string,
): Promise<BalanceEntry | null> {
  const call = () =>
    connection.stripe.balanceTransactions.retrieve(id, { expand: ['source'] }, connection.as(accountId))
  const read = await readOrNull(connection, accountId, call)
  return read && factsFromBalanceTransaction(read.raw, readingOf(connection, accountId, read.startedAt))
}

function accountCall({ stripe, platformAccountId }: StripeConnection, accountId: string): Promise<unknown> {
  return accountId === platformAccountId ? stripe.accounts.retrieveCurrent() : stripe.accounts.retrieve(accountId)
}

async function readOrNull(
  connection: StripeConnection,
  accountId: string,
  call: () => Promise<unknown>,
): Promise<{ raw: RawObject; startedAt: Date } | null> {
  const read = await existing(() => readObject(connection.wire, accountId, call))
  if (read !== null && !read.ok) throw new NotUnderstood(`${accountId}: the answer is ${read.reason}`)
  return read
}

function readingOf({ livemode, platformAccountId }: StripeConnection, accountId: string, observedAt: Date): Reading {
  return { livemode, accountId, isPlatform: accountId === platformAccountId, observedAt }
}

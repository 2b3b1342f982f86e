import type Stripe from 'stripe'
import type { RawObject } from '@/lib/domain/provider/facts'
import type { Page, Provider, Window } from '../port'
import { factsFromAccount } from './facts/facts-from-account'
import { factsFromBalanceTransaction } from './facts/facts-from-balance-transaction'
import { factsFromEvent } from './facts/facts-from-event'
import { stateFrom } from './facts/facts-from-object'
import type { Reading } from './facts/reading'
import { callWithRetry } from './wire/call-with-retry'
import { isWholeList, readPage } from './wire/read-page'
import type { StripeConnection } from './wire/stripe-connection'

const pageSize = 100
const withSource = ['data.source']

type Lists = Pick<
  Provider,
  'listAccounts' | 'listBalanceTransactions' | 'listPayoutItems' | 'listCharges' | 'listEvents'
>

/** Every list the product reads, a page of at most 100 at a time, newest first. */
export function stripeLists(connection: StripeConnection): Lists {
  const { stripe, as, livemode, platformAccountId } = connection
  return {
    listAccounts: (cursor) =>
      list(
        connection,
        platformAccountId,
        'accounts',
        () => stripe.accounts.list(paging(cursor)),
        (raw, { observedAt }) => factsFromAccount(raw, { livemode, observedAt }, platformAccountId),
      ),
    listBalanceTransactions: (accountId, window, cursor) => {
      const params = { ...paging(cursor), ...created(window), expand: withSource }
      const call = () => stripe.balanceTransactions.list(params, as(accountId))
      return list(connection, accountId, 'balance_transactions', call, factsFromBalanceTransaction)
    },
    listPayoutItems: (accountId, payout, cursor) => {
      const params = { ...paging(cursor), payout }
      const call = () => stripe.balanceTransactions.list(params, as(accountId))
      return list(connection, accountId, `balance_transactions?payout=${payout}`, call, factsFromBalanceTransaction)
    },
    listCharges: (accountId, window, cursor) => {
      const params = { ...paging(cursor), ...created(window) }
      return list(connection, accountId, 'charges', () => stripe.charges.list(params, as(accountId)), stateFrom)
    },
    listEvents: (accountId, window, cursor) => {
      const params = { ...paging(cursor), ...created(window) }
      const call = () => stripe.events.list(params, as(accountId))
      return list(connection, accountId, 'events', call, (raw) => factsFromEvent(raw, accountId))
    },
  }
}

async function list<T>(
  { wire, livemode, platformAccountId }: StripeConnection,
  accountId: string,
  source: string,
  call: () => Promise<unknown>,
  translate: (raw: RawObject, reading: Reading) => T,
): Promise<Page<T>> {
  const asked = call as () => Promise<{ lastResponse: unknown }>
  const { answer, startedAt } = await callWithRetry(wire, accountId, asked, ({ body }) => isWholeList(body))
  const reading = { livemode, accountId, isPlatform: accountId === platformAccountId, observedAt: startedAt }
  return readPage(answer.body, { accountId, source, startedAt }, (raw) => translate(raw, reading))
}

function paging(cursor: string | null): { limit: number; starting_after?: string } {
  return cursor === null ? { limit: pageSize } : { limit: pageSize, starting_after: cursor }
}

/** Stripe counts whole seconds: a bound inside a second takes in the whole of it, so nothing falls between windows. */
function created({ from, to }: Window): { created?: Stripe.RangeQueryParam } {
  if (!from && !to) return {}
  return {
    created: {
      ...(from ? { gte: Math.floor(from.getTime() / 1000) } : {}),
      ...(to ? { lt: Math.ceil(to.getTime() / 1000) } : {}),
    },
  }
}

import type { Slice, WalkState } from '@/lib/domain/payouts/composition'

type StoredSlice = [
  id: string,
  key: string,
  net: string,
  availableOn: number,
  created: number,
  from: string,
  minor: string,
]
type StoredState = {
  balance: string
  pools: [listing: string, credits: StoredSlice[], debts: StoredSlice[]][]
  early: [id: string, minor: string][]
}

/** JSON has no bigint and no dates: amounts go as digits, instants as milliseconds. */
export function stateToJson({ balanceMinor, pools, early }: WalkState): StoredState {
  return {
    balance: balanceMinor.toString(),
    pools: pools.map(({ listing, credits, debts }) => [listing, credits.map(toStored), debts.map(toStored)]),
    early: early.map(({ id, minor }) => [id, minor.toString()]),
  }
}

export function stateFromJson(stored: StoredState): WalkState {
  return {
    balanceMinor: BigInt(stored.balance),
    pools: stored.pools.map(([listing, credits, debts]) => {
      return { listing, credits: credits.map(fromStored), debts: debts.map(fromStored) }
    }),
    early: stored.early.map(([id, minor]) => ({ id, minor: BigInt(minor) })),
  }
}

function toStored({ row, fromMinor, minor }: Slice): StoredSlice {
  const { id, key, netMinor, availableOn, created } = row
  return [id, key, `${netMinor}`, availableOn.getTime(), created.getTime(), `${fromMinor}`, `${minor}`]
}

function fromStored([id, key, net, availableOn, created, from, minor]: StoredSlice): Slice {
  const row = { id, key, netMinor: BigInt(net), availableOn: new Date(availableOn), created: new Date(created) }
  return { row, fromMinor: BigInt(from), minor: BigInt(minor) }
}

export type { StoredState }

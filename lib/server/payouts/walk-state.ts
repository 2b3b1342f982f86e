import type { RowPlace, Slice, WalkState } from '@/lib/domain/payouts/composition'

type StoredPlace = [id: string, key: string, net: string, availableOn: number, created: number, isKept: boolean]
type StoredSlice = [...StoredPlace, from: string, minor: string]
type StoredState = {
  balance: string
  pools: [listing: string, credits: StoredSlice[], debts: StoredSlice[]][]
  early: [id: string, minor: string][]
  frontier: StoredPlace | null
  isOpenBehind: boolean
}

/** JSON has no bigint and no dates: amounts go as digits, instants as milliseconds. */
export function stateToJson({ balanceMinor, pools, early, frontier, isOpenBehind }: WalkState): StoredState {
  return {
    balance: balanceMinor.toString(),
    pools: pools.map(({ listing, credits, debts }) => [listing, credits.map(toStored), debts.map(toStored)]),
    early: early.map(({ id, minor }) => [id, minor.toString()]),
    frontier: frontier === null ? null : toPlace(frontier),
    isOpenBehind,
  }
}

export function stateFromJson(stored: StoredState): WalkState {
  return {
    balanceMinor: BigInt(stored.balance),
    pools: stored.pools.map(([listing, credits, debts]) => {
      return { listing, credits: credits.map(fromStored), debts: debts.map(fromStored) }
    }),
    early: stored.early.map(([id, minor]) => ({ id, minor: BigInt(minor) })),
    frontier: stored.frontier === null ? null : fromPlace(stored.frontier),
    isOpenBehind: stored.isOpenBehind,
  }
}

function toStored({ row, fromMinor, minor }: Slice): StoredSlice {
  return [...toPlace(row), `${fromMinor}`, `${minor}`]
}

function fromStored([id, key, net, availableOn, created, isKept, from, minor]: StoredSlice): Slice {
  const row = fromPlace([id, key, net, availableOn, created, isKept])
  return { row, fromMinor: BigInt(from), minor: BigInt(minor) }
}

function toPlace({ id, key, netMinor, availableOn, created, isKept }: RowPlace): StoredPlace {
  return [id, key, `${netMinor}`, availableOn.getTime(), created.getTime(), isKept === true]
}

function fromPlace([id, key, net, availableOn, created, isKept]: StoredPlace): RowPlace {
  const place = { id, key, netMinor: BigInt(net), availableOn: new Date(availableOn), created: new Date(created) }
  return isKept ? { ...place, isKept } : place
}

export type { StoredState }

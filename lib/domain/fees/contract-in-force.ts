import { everySeller, type FeeContract } from './contract'

/**
 * The seller's latest contract whose `validFrom` is not after `at`; where there is none, the latest such one for every
 * seller. Two that begin in the same instant: the one with the larger reference, so that the order in which they came in
 * decides nothing.
 */
export function contractInForce(contracts: readonly FeeContract[], seller: string, at: Date): FeeContract | undefined {
  return latestOf(contracts, seller, at) ?? latestOf(contracts, everySeller, at)
}

function latestOf(contracts: readonly FeeContract[], seller: string, at: Date): FeeContract | undefined {
  let latest: FeeContract | undefined
  for (const contract of contracts) {
    if (contract.seller !== seller || contract.validFrom.getTime() > at.getTime()) continue
    if (latest === undefined || isLater(contract, latest)) latest = contract
  }
  return latest
}

function isLater(a: FeeContract, b: FeeContract): boolean {
  const apart = a.validFrom.getTime() - b.validFrom.getTime()
  return apart === 0 ? a.reference > b.reference : apart > 0
}

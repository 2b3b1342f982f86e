import { contractAt, feeByContract } from '../books/contracts'
import { currencyOf } from '../market/currency'
import { randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Family } from './family'

/** What the platform takes: the contract's fee, unless this family's fee is to be wrong. */
export function feeFor(world: World, family: Family): number {
  const honest = contractFee(family)
  if (family.mutation?.name !== 'fee_off_contract') return honest
  const random = randomOf(world.options.seed, `fee-off/${family.key}`)
  const { grain } = currencyOf(family.currency)
  const difference = grain * random.between(3, Math.max(4, Math.floor(honest / grain / 3)))
  return random.chance(0.5) && honest > difference
    ? honest - difference
    : Math.min(honest + difference, family.captured)
}

/** The fee by the contract in force when the buyer paid. */
export function contractFee(family: Family): number {
  const contract = contractAt(family.seller.contracts, family.chargedAt)
  return (contract && feeByContract(contract, family.captured, family.currency)) ?? 0
}

import { makeSeller, type Seller } from './seller'

/** Everybody who sells, by index and by account. */
export type Market = { sellers: readonly Seller[]; byAccount: ReadonlyMap<string, Seller> }

export function makeMarket(seed: number, count: number, epoch: number): Market {
  const sellers = Array.from({ length: count }, (_, index) => makeSeller(seed, index, epoch))
  return { sellers, byAccount: new Map(sellers.map((seller) => [seller.account, seller])) }
}

export function isAlive(seller: Seller, at: number): boolean {
  return at >= seller.bornAt && (seller.diesAt === null || at < seller.diesAt)
}

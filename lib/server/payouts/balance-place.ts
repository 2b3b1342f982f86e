/** One balance: an account's money in one currency and of one balance type. */
export type BalancePlace = {
  provider: string
  livemode: boolean
  accountId: string
  currency: string
  balanceType: string
}

/** A condition on `alias` for the six leading parameters: marketplace, provider, mode, account, currency, balance type. */
export function ofBalance(alias: string): string {
  return `${alias}.marketplace_id = $1 AND ${alias}.provider = $2 AND ${alias}.livemode = $3 AND ${alias}.account_id = $4
    AND ${alias}.currency = $5 AND ${alias}.balance_type = $6`
}

export function placeParams(marketplaceId: string, place: BalancePlace): unknown[] {
  return [marketplaceId, place.provider, place.livemode, place.accountId, place.currency, place.balanceType]
}

/** A figure behind a check, and what it is about: the page opens its rows. */
export type Figure = {
  readonly label: string
  readonly minor: bigint
  readonly currency: string
  readonly about?: { readonly accountId?: string; readonly ledgerAccount?: string; readonly exceptionId?: string }
}

export const checkCodes = [
  'ended',
  'in_order',
  'posted',
  'balances_proven',
  'trial_balance',
  'opening',
  'stripe_clearing',
  'seller_payable',
  'connect_reserve',
  'risk_reserve',
] as const
export type CheckCode = (typeof checkCodes)[number]

/** One condition of closing: it holds, or its sentence says what is missing. */
export type Check = {
  readonly code: CheckCode
  readonly ok: boolean
  readonly sentence: string
  readonly figures: readonly Figure[]
}

export const checkTitles: Record<CheckCode, string> = {
  ended: 'The month is over',
  in_order: 'Earlier months are closed',
  posted: 'Nothing waits to be posted',
  balances_proven: 'Every balance is proven or explained',
  trial_balance: 'The trial balance is zero',
  opening: 'It opens as the month before closed',
  stripe_clearing: 'Stripe clearing ties out',
  seller_payable: 'Owed to sellers ties out',
  connect_reserve: 'Connect reserve ties out',
  risk_reserve: 'Risk reserve ties out',
}

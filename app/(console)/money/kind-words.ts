import { describeAccount } from '@/lib/domain/ledger/chart'
import type { EdgeKind, LifeNode, Side } from '@/lib/domain/money-life/life'

export const sideWords: Record<Side, string> = { books: 'Books', stripe: 'Stripe', ledger: 'Ledger', bank: 'Bank' }

const words: Record<string, string> = {
  stripe_fee: 'Stripe’s fee',
  payment_method_passthrough_fee: 'Pass-through fee',
  fee_not_itemised: 'Fee, not itemised',
  application_fee: 'Application fee',
  application_fee_paid: 'Application fee paid',
  application_fee_refund: 'Application fee given back',
  sellers_payment: 'Seller’s payment',
  sellers_return: 'Seller’s payment given back',
  transfer_reversal: 'Transfer reversed',
  dispute_reversal: 'Dispute won back',
  payout_return: 'Payout came back',
  payout_failure: 'Payout came back',
  topup: 'Top-up',
  bank_payout: 'Payout arrived',
  bank_return: 'Payout sent back',
  bank_topup: 'Top-up left',
  bank_line: 'Bank line',
}

export function kindWord({ kind, side, rows, key }: LifeNode): string {
  const word = words[kind] ?? capital(kind.replaceAll('_', ' '))
  if (side === 'ledger') return describeAccount(kind).title
  return key.startsWith('rows:') ? `${word}, ${rows === 1 ? 'one row' : `${rows.toLocaleString('en-GB')} rows`}` : word
}

/** What a movement is to another; the other's name follows. Across the sides the line itself says it. */
export const whyWords: Record<EdgeKind, string | null> = {
  source: 'from',
  fee_of: 'fee of',
  refund_of: 'refund of',
  dispute_of: 'dispute of',
  transfer_of: 'transfer of',
  sellers_payment_of: 'seller’s half of',
  reversal_of: 'takes back',
  paid_out_in: 'paid out in',
  booked_as: null,
  posted_as: null,
  arrived_as: null,
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

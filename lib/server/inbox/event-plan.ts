/** What an event asks of us. */
export type EventPlan =
  /** Access to the account has ended. */
  | 'deauthorized'
  /** The account itself changed. */
  | 'account'
  /** An object changed whose state we keep: ask for it anew, since payloads come late and out of order. */
  | 'refetch'
  /** Money may have moved, without an object of ours: look at the account's balance transactions. */
  | 'look'
  /** Known, and nothing to do in this version. */
  | 'note'
  /** Nobody has seen this before: kept, counted, shown. */
  | 'keep'

const refetched = new Set([
  'charge',
  'refund',
  'application_fee',
  'fee_refund',
  'transfer',
  'transfer_reversal',
  'payout',
  'dispute',
  'topup',
])

const looksAtMoney = ['balance.', 'reserve.', 'payment.', 'issuing_transaction.']
const noted = [
  'account.',
  'balance_settings.',
  'capability.',
  'person.',
  'customer.',
  'payment_intent.',
  'payment_method.',
  'setup_intent.',
  'radar.',
  'review.',
  'file.',
  'mandate.',
  'price.',
  'product.',
  'invoice.',
  'invoiceitem.',
  'invoice_payment.',
  'checkout.',
  'reporting.',
  'financial_connections.',
]

export function planFor(type: string, objectType: string | null): EventPlan {
  if (type === 'account.application.deauthorized') return 'deauthorized'
  if (objectType === 'account') return 'account'
  if (objectType !== null && refetched.has(objectType)) return 'refetch'
  if (looksAtMoney.some((prefix) => type.startsWith(prefix))) return 'look'
  return noted.some((prefix) => type.startsWith(prefix)) ? 'note' : 'keep'
}

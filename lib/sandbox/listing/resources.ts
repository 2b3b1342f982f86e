/** How a list parameter narrows its list. `indexed` fields never change once the object exists. */
export type Filter =
  | { name: string; kind: 'indexed' | 'equals' | 'range' }
  | { name: 'payout'; kind: 'payout_items' }
  | { name: 'type' | 'types'; kind: 'event_type' }
  | { name: 'delivery_success'; kind: 'delivered' }

export type Resource = {
  /** The path below /v1, also the list's url. */
  path: string
  /** Stripe's `object` value. */
  type: string
  /** How errors call it, and which parameter they blame when the id in the path is unknown. */
  noun: string
  idParam: string
  filters: readonly Filter[]
}

const created: Filter = { name: 'created', kind: 'range' }
const equals = (name: string): Filter => ({ name, kind: 'equals' })
const indexed = (name: string): Filter => ({ name, kind: 'indexed' })

export const resources: readonly Resource[] = [
  {
    path: 'balance_transactions',
    type: 'balance_transaction',
    noun: 'balance transaction',
    idParam: 'id',
    filters: [created, equals('currency'), equals('type'), indexed('source'), { name: 'payout', kind: 'payout_items' }],
  },
  {
    path: 'charges',
    type: 'charge',
    noun: 'charge',
    idParam: 'charge',
    filters: [created, equals('customer'), indexed('payment_intent'), equals('transfer_group')],
  },
  {
    path: 'payment_intents',
    type: 'payment_intent',
    noun: 'payment_intent',
    idParam: 'intent',
    filters: [created, equals('customer')],
  },
  {
    path: 'refunds',
    type: 'refund',
    noun: 'refund',
    idParam: 'refund',
    filters: [created, indexed('charge'), indexed('payment_intent')],
  },
  {
    path: 'transfers',
    type: 'transfer',
    noun: 'transfer',
    idParam: 'transfer',
    filters: [created, indexed('destination'), equals('transfer_group')],
  },
  {
    path: 'application_fees',
    type: 'application_fee',
    noun: 'application fee',
    idParam: 'id',
    filters: [created, indexed('charge')],
  },
  {
    path: 'payouts',
    type: 'payout',
    noun: 'payout',
    idParam: 'payout',
    filters: [created, { name: 'arrival_date', kind: 'range' }, equals('destination'), equals('status')],
  },
  {
    path: 'topups',
    type: 'topup',
    noun: 'top-up',
    idParam: 'topup',
    filters: [created, { name: 'amount', kind: 'range' }, equals('status')],
  },
  {
    path: 'disputes',
    type: 'dispute',
    noun: 'dispute',
    idParam: 'dispute',
    filters: [created, indexed('charge'), indexed('payment_intent')],
  },
  { path: 'accounts', type: 'account', noun: 'account', idParam: 'account', filters: [created] },
  {
    path: 'events',
    type: 'event',
    noun: 'event',
    idParam: 'id',
    filters: [
      created,
      { name: 'type', kind: 'event_type' },
      { name: 'types', kind: 'event_type' },
      { name: 'delivery_success', kind: 'delivered' },
    ],
  },
]

export type ChildResource = { parent: Resource; segment: string; type: string; noun: string; parentField: string }

/** Lists that live under one object. */
export const childResources: readonly ChildResource[] = [
  {
    parent: named('transfers'),
    segment: 'reversals',
    type: 'transfer_reversal',
    noun: 'transfer reversal',
    parentField: 'transfer',
  },
  { parent: named('application_fees'), segment: 'refunds', type: 'fee_refund', noun: 'fee refund', parentField: 'fee' },
]

function named(path: string): Resource {
  return resources.find((resource) => resource.path === path)!
}

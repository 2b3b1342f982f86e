import { expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { type MoneyFacts, whereIsMoney } from './where-is-money'

const day = calendarDay
const facts = (over: Partial<MoneyFacts>): MoneyFacts => ({
  currency: 'eur',
  availableMinor: 0n,
  pending: [],
  payouts: [],
  payoutsEnabled: true,
  interval: 'daily',
  today: day('2026-11-10'),
  ...over,
})
const payout = (id: string, status: string, created: string, arrival: string | null) => ({
  id,
  status,
  amountMinor: 100_00n,
  created: day(created),
  arrival: arrival === null ? null : day(arrival),
})
const told = (over: Partial<MoneyFacts>) =>
  whereIsMoney(facts(over)).map(({ kind, sentence }) => `${kind}: ${sentence}`)

test.each<[string, Partial<MoneyFacts>, string[]]>([
  ['nothing anywhere', {}, []],
  [
    'available, daily',
    { availableMinor: 5n },
    ['available: {amount} is available at Stripe: it leaves with the next daily payout.'],
  ],
  [
    'available, by hand',
    { availableMinor: 5n, interval: 'manual' },
    [
      'available: {amount} is available at Stripe: this account is paid out by hand, so it stays until somebody asks for it.',
    ],
  ],
  [
    'available, switched off',
    { availableMinor: 5n, payoutsEnabled: false },
    [
      'available: {amount} is available at Stripe: Stripe has switched payouts of this account off, so it stays until that is settled with Stripe.',
    ],
  ],
  [
    'owed',
    { availableMinor: -5n },
    ['owed: The account owes {amount}: sales to come are set against it before anything is paid out.'],
  ],
  [
    'pending both ways',
    {
      pending: [
        { day: day('2026-11-13'), amountMinor: -1n },
        { day: day('2026-11-12'), amountMinor: 2n },
        { day: day('2026-11-14'), amountMinor: 0n },
      ],
    },
    ['pending: {amount} becomes available on {day}.', 'pending: {amount} is taken from the balance on {day}.'],
  ],
  [
    'arriving today is not late',
    { payouts: [payout('po_1', 'in_transit', '2026-11-08', '2026-11-10')] },
    ['on_its_way: {amount} is on its way and reaches the bank on {day}.'],
  ],
  [
    'arriving yesterday is',
    { payouts: [payout('po_1', 'in_transit', '2026-11-08', '2026-11-09')] },
    ['late: {amount} should have reached the bank on {day} and has not been reported as paid.'],
  ],
  ['paid needs no word', { payouts: [payout('po_1', 'paid', '2026-11-01', '2026-11-03')] }, []],
  [
    'failed thirty days ago is told, thirty-one is not',
    { payouts: [payout('po_1', 'failed', '2026-10-11', null), payout('po_2', 'failed', '2026-10-10', null)] },
    ['came_back: A payout of {amount} from {day} came back, because the bank refused it: it is on the balance again.'],
  ],
])('%s', (_, over, sentences) => {
  expect(told(over)).toEqual(sentences)
})

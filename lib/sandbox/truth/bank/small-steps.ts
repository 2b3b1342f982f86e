import { type Topup, topup } from '../../bank/topup'
import { type Payout, payout } from '../../objects/payout'
import { PLATFORM, type SmallWorld } from '../small-worlds/small-world'
import { lineFor, lineOf } from '../small-worlds/steps'
import { day, SmallBank } from './small-bank'

const DAY = 86_400

/** The platform with money enough, and its bank account with statements from September to yesterday, 14 October. */
export function banked(world: SmallWorld, currency = 'eur', to = '2026-10-14'): SmallBank {
  const row = { account: PLATFORM, currency, source: null, at: day('2026-09-01') }
  world.move({ ...row, amount: 1_000_000, category: 'charge', type: 'charge' })
  const bank = new SmallBank(currency).covers('2026-09-01', to)
  world.banks.push(bank)
  return bank
}

type Paid = { currency?: string; status?: Payout['status']; trace?: string; hour?: number }

/** A payout by hand of the platform's, made four days before it arrives and booked. */
export function paysOut(world: SmallWorld, id: string, amount: number, arrival: string, paid: Paid = {}): Payout {
  const { currency = 'eur', status = 'paid', trace, hour = 0 } = paid
  const at = day(arrival) - 4 * DAY
  const row = { account: PLATFORM, currency, source: id, at }
  const balanceTransaction = world.move({ ...row, amount: -amount, category: 'payout', type: 'payout' })
  const about = {
    arrivalDate: day(arrival) + hour * 3600,
    automatic: false,
    balanceTransaction,
    destination: 'ba_small',
  }
  const made = payout({ id, amount, currency, created: at, method: 'standard', ...about })
  const trace_id = trace === undefined ? made.trace_id : { status: 'supported', value: trace }
  const after = world.put(PLATFORM, { ...made, status, trace_id } as Payout)
  world.book(lineOf(after, PLATFORM))
  return after
}

/** Stripe takes the payout's money back at noon of that day: it failed, or it was called off. */
export function comesBack(world: SmallWorld, of: Payout, on: string, status: 'failed' | 'canceled' = 'failed'): void {
  const at = day(on) + DAY / 2
  const row = { account: PLATFORM, amount: of.amount, currency: of.currency, source: of.id, at }
  const transaction = world.move({ ...row, category: 'payout_reversal', type: 'payout_failure' })
  world.put(PLATFORM, { ...of, status, failure_balance_transaction: transaction })
  world.book({ ...lineFor('payout_failure', PLATFORM, of.id, of.amount, at), currency: of.currency })
}

/** A top-up asked for in the morning of that day. */
export function topsUp(
  world: SmallWorld,
  id: string,
  amount: number,
  on: string,
  status: Topup['status'] = 'succeeded',
): void {
  const at = day(on) + 7 * 3600
  const made = topup({ id, amount, currency: 'eur', created: at, expectedOn: at + DAY })
  if (status !== 'succeeded') {
    world.put(PLATFORM, { ...made, status })
    return
  }
  const row = { account: PLATFORM, amount, currency: 'eur', source: id, at: at + DAY }
  const transaction = world.move({ ...row, category: 'topup', type: 'topup' })
  world.put(PLATFORM, { ...made, status, balance_transaction: transaction })
}

import type { Payout } from '../objects/payout'
import { randomOf } from '../world/random'
import type { World } from '../world/state'
import { book, plantChance } from './bank'
import { businessDayAfter, businessDayBefore, dayOf, isBusinessDay, nextOpenDay } from './calendar'
import { payoutWording, returnWording, traceOf } from './wording'

const HOUR = 3600
const DAY = 86_400
/** Instant money that comes later in the day than this is booked on the next. */
const CUT_OFF = 14 * HOUR

/** A payout of the platform's is on its way to the bank, which books it on the day of its arrival or soon after. */
export function expectAtBank(world: World, made: Payout): void {
  const { currency } = made
  if (!world.bank.ledgers.has(currency)) return
  const random = randomOf(world.options.seed, `bank/payout/${made.id}`)
  const wish = world.bank.wishes.get(made.id)
  const isLost = random.chance(plantChance(world, 8, 0.3)) && wish?.isTied !== true
  const isEarly = random.chance(0.04) && wish === undefined && made.method === 'standard'
  const lateBy = random.weighted([82, 11, 7])
  const day = bookingDay(made, wish?.lateBy ?? lateBy, isEarly)
  const at = Math.max(day + random.between(8 * HOUR, 18 * HOUR), made.created + HOUR)
  world.bank.expected.set(made.id, day)
  world.agenda.add(at, () => {
    if (world.store.get(world.platform, made.id)?.status === 'canceled') return
    if (isLost) world.bank.plants.push({ mutation: 'payout_line_lost', payout: made.id })
    else credit(world, made, wish?.isTraced)
  })
}

function bookingDay(made: Payout, lateBy: number, isEarly: boolean): number {
  const { currency } = made
  const arrival = dayOf(made.arrival_date)
  const before = businessDayBefore(arrival, currency)
  if (isEarly && isBusinessDay(arrival, currency) && before === arrival - DAY) return before
  const isLateInTheDay = made.method === 'instant' && made.arrival_date - arrival > CUT_OFF
  const first = nextOpenDay(isLateInTheDay ? arrival + DAY : arrival, currency)
  return businessDayAfter(first, lateBy, currency)
}

function credit(world: World, made: Payout, isTraced: boolean | undefined): void {
  const random = randomOf(world.options.seed, `bank/wording/${made.id}`)
  const wording = payoutWording(random, traceOf(made.id), isTraced)
  const line = book(world, made.currency, made.id, { amount: made.amount, code: 'transfer_in', ...wording })
  world.bank.credits.set(made.id, line)
}

/** A payout failed after it had reached the bank: the bank sends it back, after its credit and within two business days. */
export function expectReturn(world: World, failed: Payout): void {
  const { currency, id } = failed
  const creditDay = world.bank.expected.get(id)
  if (creditDay === undefined) return
  const random = randomOf(world.options.seed, `bank/return/${id}`)
  const isLost = random.chance(plantChance(world, 25, 0.4))
  const today = dayOf(world.moment)
  const least = world.moment - today > CUT_OFF ? 1 : 0
  const days = Math.max(least, random.between(0, 2))
  const open = isBusinessDay(today, currency) ? businessDayAfter(today, days, currency) : nextOpenDay(today, currency)
  world.agenda.add(Math.max(creditDay, open) + 19 * HOUR, () => {
    const came = world.bank.credits.get(id)
    if (came === undefined) return
    if (isLost) world.bank.plants.push({ mutation: 'return_line_lost', payout: id })
    else book(world, currency, `${id}/return`, { amount: -came.amount, code: 'return', ...returnWording(came) })
  })
}

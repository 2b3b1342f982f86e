import { inventBusiness, inventPerson } from '../market/people'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import { type BankLine, book } from './bank'
import { businessDayAfter, businessDayBefore } from './calendar'

const HOUR = 3600

type Draft = Omit<BankLine, 'reference' | 'booked' | 'valued'>

/** What else happens on the account of a company: nothing of it is Stripe's, and amounts meet by chance. */
export function noiseToday(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `noise/${currency}/${day}`)
  const drafts = [
    ...customers(world, day, currency, random),
    ...suppliers(random),
    ...monthly(world, day, currency),
    ...(random.chance(0.12) ? [charges(random)] : []),
  ]
  for (const [index, draft] of drafts.entries()) {
    const at = day + random.between(7 * HOUR, 19 * HOUR)
    world.agenda.add(at, () => book(world, currency, `noise/${day}/${index}`, draft))
  }
}

/** At least one a day; now and then two of one amount, or one of the amount of a payout that comes on this day. */
function customers(world: World, day: number, currency: string, random: Random): Draft[] {
  const pays = (amount: number): Draft => {
    const name = inventBusiness(random)
    const number = random.between(10_000, 99_999)
    return { amount, code: 'transfer_in', text: `INVOICE ${number}`, endToEnd: `INV-${number}`, counterparty: name }
  }
  const drafts = Array.from({ length: random.between(1, 2) }, () => pays(random.between(2_000, 250_000)))
  const [first] = drafts
  if (first !== undefined && random.chance(0.1)) drafts.push(pays(first.amount))
  const coming = world.store
    .list(world.platform, 'payout')
    .findLast((payout) => payout.currency === currency && Number(payout.arrival_date) === day)
  if (coming !== undefined && random.chance(0.3)) drafts.push(pays(Number(coming.amount)))
  return drafts
}

function suppliers(random: Random): Draft[] {
  return Array.from({ length: random.between(0, 2) }, () => {
    const number = random.between(1000, 9999)
    const amount = -random.between(1_500, 180_000)
    const about = { text: `ORDER ${number} THANK YOU`, endToEnd: null, counterparty: inventBusiness(random) }
    return { amount, code: 'transfer_out', ...about }
  })
}

function charges(random: Random): Draft {
  return {
    amount: -random.between(250, 1900),
    code: 'charges',
    text: 'ACCOUNT FEES',
    endToEnd: null,
    counterparty: null,
  }
}

/** Rent on the first business day of a month, taxes around the tenth, salaries on its last: equal work, equal pay. */
function monthly(world: World, day: number, currency: string): Draft[] {
  const random = randomOf(world.options.seed, `standing/${currency}`)
  const rent = -(random.between(90, 240) * 1000 + 350)
  const salary = random.between(210, 390) * 1000 + 725
  const taxes = -random.between(60_000, 300_000)
  const month = (at: number) => new Date(at * 1000).getUTCMonth()
  const date = new Date(day * 1000).getUTCDate()
  const isFirst = month(businessDayBefore(day, currency)) !== month(day)
  const isLast = month(businessDayAfter(day, 1, currency)) !== month(day)
  const afterTenth = date >= 10 && new Date(businessDayBefore(day, currency) * 1000).getUTCDate() < 10 && !isFirst
  const out = { code: 'transfer_out', endToEnd: null } as const
  return [
    ...(isFirst ? [{ ...out, amount: rent, text: 'RENT OFFICE', counterparty: 'Lantern Street Estates' }] : []),
    ...(afterTenth ? [{ ...out, amount: taxes, text: 'VAT AND PAYROLL TAX', counterparty: 'Revenue Office' }] : []),
    ...(isLast ? salaries(random, salary) : []),
  ]
}

function salaries(random: Random, amount: number): Draft[] {
  return Array.from({ length: 3 }, () => {
    const { firstName, lastName } = inventPerson(random)
    const counterparty = `${firstName} ${lastName}`
    return { amount: -amount, code: 'salary', text: 'SALARY', endToEnd: null, counterparty }
  })
}

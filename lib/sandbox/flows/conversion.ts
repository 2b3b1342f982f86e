import { settlementOf } from '../acts/charge-money'
import type { Quote } from '../books/entry'
import { share } from '../market/currency'
import { ratePerMillion, settleAt } from '../market/exchange'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Conversion, Family } from './family'

const MILLION = 1_000_000
/** What Stripe may fall short of a promise without anybody asking: a unit or so, or ten basis points. */
const SMALL = 100
const SMALL_BP = 10

/** What a sale in a foreign currency was promised to be worth, and what it will be worth: that, better, or a little less. */
export function planConversion(world: World, family: Family): Conversion | null {
  const currency = settlementOf(world, family.account, family.currency)
  if (!family.seller.quotes || currency === family.currency) return null
  const random = randomOf(world.options.seed, `conversion/${family.key}`)
  const promised = ratePerMillion(world.options.seed, family.currency, currency, family.chargedAt)
  const fate = (['kept', 'better', 'worse'] as const)[random.weighted([55, 25, 20])]!
  const better = fate === 'better' ? Math.round((promised * random.between(5, 60)) / 10_000) : 0
  const given = fate === 'worse' ? slightlyWorse(family, currency, promised, random) : promised + better
  return { currency, promised, given }
}

/** A rate as bad as the bound lets pass, or not quite; the promised one where a millionth less would be too bad. */
function slightlyWorse(family: Family, currency: string, promised: number, random: Random): number {
  const due = promisedAmount(family, promised)
  const short = Math.floor((boundOf(due) * random.between(30, 95)) / 100)
  const given = Math.ceil((promised * (due - short)) / Math.max(1, due))
  return given > 0 && !isBeyondBound(family, { currency, promised, given }) ? given : promised
}

/** The same conversion at one to three percent less than promised. */
export function worsened(world: World, family: Family, conversion: Conversion): Conversion {
  const random = randomOf(world.options.seed, `worse/${family.key}`)
  const given = Math.max(1, Math.floor((conversion.promised * (1000 - random.between(10, 30))) / 1000))
  return { ...conversion, given }
}

/** Whether what settles is short of the promise by more than the contract lets pass. */
export function isBeyondBound(family: Family, { currency, promised, given }: Conversion): boolean {
  const due = promisedAmount(family, promised)
  return due - settleAt(given, family.captured, family.currency, currency).amount > boundOf(due)
}

const promisedAmount = (family: Family, promised: number) => share(family.captured, promised, MILLION)
const boundOf = (due: number) => Math.max(SMALL, share(due, SMALL_BP, 10_000))

/** As the books say it: a decimal text, without zeros at its end. */
export function quoteOf({ currency, promised }: Conversion): Quote {
  const whole = Math.floor(promised / MILLION)
  const rest = String(promised % MILLION)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return { currency, rate: rest === '' ? String(whole) : `${whole}.${rest}` }
}

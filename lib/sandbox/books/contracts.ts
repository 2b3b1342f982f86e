import { share } from '../market/currency'
import { idOf, type Random } from '../world/random'

export type Band = { currency: string; fromMinor: number; rateBp: number; fixedMinor: number }
export type Tier = 'Bronze' | 'Silver' | 'Gold'

/** What the platform may take from one seller, from `validFrom` until the next contract. */
export type Contract = {
  reference: string
  seller: string
  tier: Tier
  /** Unix seconds. */
  validFrom: number
  refundPolicy: 'kept' | 'returned'
  /** Who bears a lost dispute; where nothing is said, the platform does. */
  disputePolicy?: 'recovered' | 'absorbed'
  bands: readonly Band[]
}

const DAY = 86_400
const RATES: Record<Tier, number> = { Bronze: 1200, Silver: 1000, Gold: 800 }
/** Fees in these currencies must stay on Stripe's grain: whole percents, nothing fixed, no second band. */
const COARSE = ['kwd', 'isk']

/** A seller's contracts over its whole life: one at birth, for every third seller another one some weeks later. */
export function draftContracts(
  random: Random,
  seed: number,
  seller: string,
  currency: string,
  bornAt: number,
): Contract[] {
  const tiers: Tier[] = ['Bronze', 'Silver', 'Gold']
  const first = random.weighted([55, 30, 15])
  const refundPolicy = random.chance(0.6) ? 'returned' : 'kept'
  const starts = [{ at: bornAt, tier: tiers[first]! }]
  if (random.chance(0.35)) {
    const next = tiers[first === 2 ? 1 : first + 1]!
    starts.push({ at: bornAt + random.between(7, 35) * DAY + random.between(0, 23) * 3600, tier: next })
  }
  const disputePolicy = (['recovered', 'absorbed', null] as const)[random.weighted([60, 20, 20])] ?? null
  const currencies = [...new Set([currency, 'eur', 'usd'])]
  return starts.map(({ at, tier }) => ({
    reference: idOf(seed, 'CT', `${seller}/${at}`).slice(0, 13),
    seller,
    tier,
    validFrom: at,
    refundPolicy,
    ...(disputePolicy === null ? {} : { disputePolicy }),
    bands: currencies.flatMap((code) => bands(code, tier)),
  }))
}

function bands(currency: string, tier: Tier): Band[] {
  const rateBp = RATES[tier]
  if (COARSE.includes(currency)) return [{ currency, fromMinor: 0, rateBp, fixedMinor: 0 }]
  const fixedMinor = tier === 'Bronze' && currency !== 'jpy' ? 25 : 0
  const low = { currency, fromMinor: 0, rateBp, fixedMinor }
  return tier === 'Gold' ? [low, { currency, fromMinor: 20_000, rateBp: 675, fixedMinor: 0 }] : [low]
}

/** The contract in force when the charge was created. */
export function contractAt(contracts: readonly Contract[], created: number): Contract | undefined {
  return contracts.findLast((contract) => contract.validFrom <= created)
}

/** `roundHalfUp(captured × rate) + fixed` of the band with the largest `fromMinor` that the amount reaches. */
export function feeByContract(contract: Contract, captured: number, currency: string): number | undefined {
  const reached = contract.bands.filter((band) => band.currency === currency && band.fromMinor <= captured)
  const band = reached.sort((a, b) => b.fromMinor - a.fromMinor)[0]
  return band === undefined ? undefined : share(captured, band.rateBp, 10_000) + band.fixedMinor
}

/** The line that the platform's books keep of a contract. */
export function contractBody(contract: Contract): Record<string, unknown> {
  return {
    reference: contract.reference,
    seller: contract.seller,
    tier: contract.tier,
    validFrom: new Date(contract.validFrom * 1000).toISOString(),
    refundPolicy: contract.refundPolicy,
    ...(contract.disputePolicy === undefined ? {} : { disputePolicy: contract.disputePolicy }),
    bands: contract.bands.map((band) => ({
      currency: band.currency,
      fromMinor: String(band.fromMinor),
      rateBp: band.rateBp,
      fixedMinor: String(band.fixedMinor),
    })),
  }
}

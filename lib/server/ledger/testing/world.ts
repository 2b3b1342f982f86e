import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { DailyMetric, MetricChargeType } from '@/lib/domain/metrics/measures'
import { nothing } from '@/lib/domain/metrics/measures'

export type Raw = { [key: string]: unknown }
export type TestObject = {
  id: string
  objectType: string
  amount: number
  currency: string
  parentId: string | null
  raw: Raw
}
export type TestEntry = {
  accountId: string
  id: string
  category: string
  amount: number
  fee: number
  currency: string
  created: Date
  object: TestObject
  /** Stripe's word when the row was read; nothing where it is not needed. */
  status?: 'available' | 'pending'
  exchangeRate?: string
}

/** A small marketplace whose figures are written down while it is made, by hand and without the product's code. */
export type World = {
  entries: TestEntry[]
  expected: Map<string, DailyMetric>
  /** What the platform keeps, sale by sale, worked out from how each sale was meant. */
  revenueMinor: number
}

const platform = 'acct_platform'
const euroPerDollar = 0.8

/** The same seed makes the same world: sales of every charge type, some converted, some given back in part. */
export function makeWorld(seed: number, sales: number): World {
  const maker = new WorldMaker(seed)
  for (let n = 0; n < sales; n += 1) maker.sale(n)
  return { entries: maker.entries, expected: maker.expected, revenueMinor: maker.revenueMinor }
}

class WorldMaker {
  readonly entries: TestEntry[] = []
  readonly expected = new Map<string, DailyMetric>()
  revenueMinor = 0
  private state: number
  private clock = Date.parse('2026-09-01T00:00:00Z')
  private count = 0

  constructor(seed: number) {
    this.state = seed % 2147483647
  }

  sale(n: number): void {
    this.clock += this.pick(7_200_000)
    const kind = (['direct', 'fee', 'share', 'separate'] as const)[this.pick(4)] ?? 'direct'
    const converted = kind !== 'direct' && this.pick(3) === 0
    const amount = 40 * (25 + this.pick(500))
    const seller = `acct_s${this.pick(5)}`
    const sale = { n, amount, seller, paid: 'eur', settled: converted ? 'usd' : 'eur', half: this.pick(3) === 0 }
    if (kind === 'direct') this.direct(sale)
    else this.ownCharge(sale, kind)
    this.revenueMinor += revenueOf(kind, amount, sale.half, converted)
  }

  private direct({ n, amount, seller, half }: Sale): void {
    const charge = object(`ch_d${n}`, 'charge', amount, 'eur', null, { amount_captured: amount })
    this.entry(seller, 'charge', amount, charge, 'direct', { capturedMinor: amount, payments: 1 })
    const fee = object(`fee_d${n}`, 'application_fee', amount / 10, 'eur', charge.id)
    this.entry(platform, 'platform_earning', amount / 10, fee, 'direct', { feesMinor: amount / 10 })
    if (!half) return
    const refund = object(`re_d${n}`, 'refund', amount / 2, 'eur', charge.id)
    this.entry(seller, 'refund', -amount / 2, refund, 'direct', { refundedMinor: amount / 2 })
    const back = object(`fr_d${n}`, 'fee_refund', amount / 20, 'eur', fee.id)
    this.entry(platform, 'platform_earning_refund', -amount / 20, back, 'direct', { feesReturnedMinor: amount / 20 })
  }

  private ownCharge(sale: Sale, kind: 'fee' | 'share' | 'separate'): void {
    const { n, amount, seller, half, settled } = sale
    const type = kind === 'separate' ? 'separate' : 'destination'
    const transfer_data = type === 'destination' ? { destination: seller } : null
    const charge = object(`ch_p${n}`, 'charge', amount, 'eur', null, { amount_captured: amount, transfer_data })
    this.settle(sale, 'charge', amount, charge, type, { capturedMinor: amount, payments: 1 })
    const share = kind === 'fee' ? amount : (amount * 4) / 5
    const parts = kind === 'separate' ? [share / 4, (share * 3) / 4] : [share]
    for (const [place, part] of parts.entries()) this.transfer(sale, place, part, charge, type)
    if (kind === 'fee') this.platformFee(sale, charge)
    if (!half) return
    const refund = object(`re_p${n}`, 'refund', amount / 2, 'eur', charge.id)
    this.settle(sale, 'refund', -amount / 2, refund, type, { refundedMinor: amount / 2 })
    if (settled === 'eur') return
    const failed = object(`re_p${n}`, 'refund', amount / 2, 'eur', charge.id)
    this.settle(sale, 'refund_failure', amount / 2, failed, type, { refundedMinor: -amount / 2 })
  }

  private transfer({ n, seller, settled, half }: Sale, place: number, part: number, charge: TestObject, type: Type) {
    const moved = settled === 'usd' ? part / euroPerDollar : part
    const raw = { destination: seller }
    const transfer = object(`tr_${n}_${place}`, 'transfer', moved, settled, charge.id, raw)
    this.entry(platform, 'transfer', -moved, transfer, type, { transferredMinor: part })
    const half_ = object(`py_${n}_${place}`, 'charge', moved, settled, null, { source_transfer: transfer.id })
    this.entry(seller, 'charge', moved, half_, null, {})
    if (!half) return
    const reversal = object(`trr_${n}_${place}`, 'transfer_reversal', moved / 2, settled, transfer.id)
    this.entry(platform, 'transfer_reversal', moved / 2, reversal, type, { reversedMinor: part / 2 })
    const taken = object(`pyr_${n}_${place}`, 'refund', moved / 2, settled, half_.id)
    this.entry(seller, 'refund', -moved / 2, taken, null, {})
  }

  private platformFee({ n, amount, seller, half }: Sale, charge: TestObject): void {
    const raw = { originating_transaction: charge.id, account: seller }
    const fee = object(`fee_p${n}`, 'application_fee', amount / 10, 'eur', charge.id, raw)
    this.entry(platform, 'platform_earning', amount / 10, fee, 'destination', { feesMinor: amount / 10 })
    if (!half) return
    const back = object(`fr_p${n}`, 'fee_refund', amount / 20, 'eur', fee.id)
    const measures = { feesReturnedMinor: amount / 20 }
    this.entry(platform, 'platform_earning_refund', -amount / 20, back, 'destination', measures)
  }

  /** A movement on the platform that is settled in the sale's settlement currency. */
  private settle(sale: Sale, category: string, amount: number, source: TestObject, type: Type, measures: Numbers) {
    const settled = sale.settled === 'usd' ? amount / euroPerDollar : amount
    this.entry(platform, category, settled, source, type, measures, sale.settled)
  }

  private entry(
    accountId: string,
    category: string,
    amount: number,
    source: TestObject,
    type: Type | null,
    measures: Numbers,
    currency = source.currency,
  ): void {
    this.clock += this.pick(600_000)
    const created = new Date(this.clock)
    this.count += 1
    const fee = category === 'charge' ? this.pick(20) : 0
    const id = `txn_${this.count.toString().padStart(6, '0')}`
    this.entries.push({ accountId, id, category, amount, fee, currency, created, object: source })
    if (type !== null) this.write(created, type, measures)
  }

  private write(created: Date, chargeType: MetricChargeType, measures: Numbers): void {
    // In September and October 2026 Berlin is two hours ahead of UTC: written out here on purpose.
    const day = new Date(created.getTime() + 2 * 3_600_000).toISOString().slice(0, 10) as CalendarDay
    const key = `${day} eur ${chargeType}`
    const cell = { ...(this.expected.get(key) ?? { ...nothing, day, currency: 'eur', chargeType }) }
    for (const [name, value] of Object.entries(measures)) cell[name as keyof typeof nothing] += BigInt(value)
    this.expected.set(key, cell)
  }

  private pick(below: number): number {
    this.state = (this.state * 48271) % 2147483647
    return this.state % below
  }
}

/**
 * A tenth as a fee, a fifth as a share kept back. Half given back takes half of that with it; where the refund to the
 * customer failed (the converted sales), the sellers' half is back with the platform and stays there.
 */
function revenueOf(
  kind: 'direct' | 'fee' | 'share' | 'separate',
  amount: number,
  half: boolean,
  failed: boolean,
): number {
  const kept = kind === 'direct' || kind === 'fee' ? amount / 10 : amount / 5
  if (!half) return kept
  return failed ? kept / 2 + amount / 2 : kept / 2
}

type Sale = { n: number; amount: number; seller: string; settled: string; half: boolean }
type Type = MetricChargeType
type Numbers = { [measure in keyof typeof nothing]?: number }

function object(
  id: string,
  objectType: string,
  amount: number,
  currency: string,
  parentId: string | null,
  raw: Raw = {},
): TestObject {
  return { id, objectType, amount, currency, parentId, raw: { id, object: objectType, amount, currency, ...raw } }
}

import type { CalendarDay } from '../base/calendar-day'

/** What is known of a seller's money in one currency. Amounts are signed minor units. */
export type MoneyFacts = {
  currency: string
  availableMinor: bigint
  /** Not yet available, by the day on which it becomes so. */
  pending: readonly { day: CalendarDay; amountMinor: bigint }[]
  payouts: readonly {
    id: string
    amountMinor: bigint
    status: string
    created: CalendarDay
    /** When Stripe expects it at the bank. */
    arrival: CalendarDay | null
  }[]
  /** Whether Stripe pays this account out at all, and by which rhythm. */
  payoutsEnabled: boolean
  interval: string | null
  today: CalendarDay
}

export type MoneyPlace = {
  kind: 'available' | 'owed' | 'pending' | 'on_its_way' | 'late' | 'came_back'
  amountMinor: bigint
  currency: string
  day: CalendarDay | null
  payoutId: string | null
  /** What happens next, as a whole sentence around `{amount}` and `{day}`. */
  sentence: string
}

const cameBackDays = 30

/** Where a seller's money is and when it moves next, in the order of its way: at Stripe, becoming available, on its way, back. */
export function whereIsMoney(facts: MoneyFacts): MoneyPlace[] {
  const { currency } = facts
  const place = (kind: MoneyPlace['kind'], amountMinor: bigint, more: Partial<MoneyPlace> & { sentence: string }) => ({
    kind,
    amountMinor,
    currency,
    day: null,
    payoutId: null,
    ...more,
  })
  const places: MoneyPlace[] = []
  if (facts.availableMinor > 0n) {
    places.push(
      place('available', facts.availableMinor, { sentence: `{amount} is available at Stripe: ${nextPayout(facts)}.` }),
    )
  }
  if (facts.availableMinor < 0n) {
    places.push(
      place('owed', facts.availableMinor, {
        sentence: 'The account owes {amount}: sales to come are set against it before anything is paid out.',
      }),
    )
  }
  for (const { day, amountMinor } of facts.pending.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const sentence =
      amountMinor < 0n ? '{amount} is taken from the balance on {day}.' : '{amount} becomes available on {day}.'
    if (amountMinor !== 0n) places.push(place('pending', amountMinor, { day, sentence }))
  }
  for (const payout of facts.payouts.toSorted((a, b) =>
    a.created < b.created ? 1 : a.created > b.created ? -1 : a.id < b.id ? -1 : 1,
  )) {
    const told = aboutPayout(payout, facts.today)
    if (told) places.push(place(told.kind, payout.amountMinor, { ...told, payoutId: payout.id }))
  }
  return places
}

function nextPayout({ payoutsEnabled, interval }: MoneyFacts): string {
  if (!payoutsEnabled)
    return 'Stripe has switched payouts of this account off, so it stays until that is settled with Stripe'
  if (interval === 'manual') return 'this account is paid out by hand, so it stays until somebody asks for it'
  return interval === null ? 'it leaves with the next payout' : `it leaves with the next ${interval} payout`
}

function aboutPayout(payout: MoneyFacts['payouts'][number], today: CalendarDay) {
  const { status, arrival, created } = payout
  if (status === 'failed' || status === 'canceled') {
    if (daysBetween(created, today) > cameBackDays) return null
    const why = status === 'failed' ? 'the bank refused it' : 'it was called off'
    return {
      kind: 'came_back' as const,
      day: created,
      sentence: `A payout of {amount} from {day} came back, because ${why}: it is on the balance again.`,
    }
  }
  if (status !== 'pending' && status !== 'in_transit') return null
  if (arrival !== null && arrival < today) {
    return {
      kind: 'late' as const,
      day: arrival,
      sentence: '{amount} should have reached the bank on {day} and has not been reported as paid.',
    }
  }
  return {
    kind: 'on_its_way' as const,
    day: arrival,
    sentence:
      arrival === null
        ? '{amount} is on its way to the bank.'
        : '{amount} is on its way and reaches the bank on {day}.',
  }
}

function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

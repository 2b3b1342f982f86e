import type { CalendarDay } from '../../base/calendar-day'
import { addBusinessDays, type BusinessCalendar } from '../../matching/scoring/business-days'
import type { Finding } from '../finding'
import type { ReconPolicy } from '../policy'
import { type BankFacts, type BankMovement, movementKey, type StripeLine } from './facts'
import { type LinePair, type Pairing, pairLines, windowOf } from './pair-lines'
import { ambiguous, lineWithoutMovement, movementNotInBank, returnMissing } from './say-bank'

/** A line may wait this long for Stripe to say what it is. */
const lineWaitsBusinessDays = 3

export type BankVerdict = {
  /** Which line is which movement's: at most one of each. */
  pairs: LinePair[]
  findings: Finding[]
  /** The next instant at which a clock runs out and the verdict may change without new facts. */
  recheckAt: Date | null
}

/**
 * What Stripe says moved through a bank held against what its statements say: which line is which payout,
 * top-up or return, and what is missing on either side, by docs/findings.md, "The bank". Pure: the same facts in any order
 * give the same verdict.
 */
export function decideBank(facts: BankFacts, calendar: BusinessCalendar, policy: ReconPolicy, now: Date): BankVerdict {
  const pairing = pairLines(facts, calendar)
  const clock = openClock(now)
  const about = { facts, policyVersion: policy.version }
  const findings = [
    ...ambiguities(pairing).map(({ movement, lines }) => ambiguous(about, movement, lines)),
    ...lonelyMovements(facts, pairing)
      .filter((movement) => isOverdue(movement, facts, calendar, clock))
      .flatMap((movement) => movementNotInBank(about, movement)),
    ...unreturned(facts, pairing)
      .filter(({ back }) => isOverdue(back, facts, calendar, clock))
      .map(({ line, movement }) => returnMissing(about, line, movement)),
    ...lonelyLines(facts, pairing)
      .filter(({ bookedOn }) => clock.isOver(addBusinessDays(bookedOn, lineWaitsBusinessDays, calendar)))
      .map((line) => lineWithoutMovement(about, line)),
  ]
  return { pairs: pairing.pairs, findings: oneOfEach(findings).sort(byObject), recheckAt: clock.next() }
}

/** One finding per kind and object: the larger amount stands for both. */
function oneOfEach(findings: readonly Finding[]): Finding[] {
  const one = new Map<string, Finding>()
  for (const finding of findings.toSorted(byObject)) {
    const key = `${finding.kind}|${finding.object}`
    const known = one.get(key)
    if (!known || known.amountMinor < finding.amountMinor) one.set(key, finding)
  }
  return [...one.values()]
}

function ambiguities({ contests }: Pairing): { movement: BankMovement; lines: StripeLine[] }[] {
  return contests.flatMap(({ movements, lines }) => movements.map((movement) => ({ movement, lines })))
}

/** Movements that should stand in the bank and do not, and that no tie explains. */
function lonelyMovements({ movements }: BankFacts, { pairs, contests }: Pairing): BankMovement[] {
  const told = new Set([
    ...pairs.map(({ movement }) => movementKey(movement)),
    ...contests.flatMap((contest) => contest.movements.map(movementKey)),
  ])
  return movements.filter(
    (movement) => movement.kind !== 'return' && isExpected(movement) && !told.has(movementKey(movement)),
  )
}

function isExpected({ kind, status }: BankMovement): boolean {
  return kind === 'topup' ? status === 'succeeded' : status === 'paid' || status === 'in_transit'
}

/** Credits of payouts that failed, where the money should have gone back and has not. */
function unreturned(
  { movements }: BankFacts,
  { pairs, contests }: Pairing,
): { line: StripeLine; movement: BankMovement; back: BankMovement }[] {
  const returned = new Set(
    pairs.filter(({ movement }) => movement.kind === 'return').map((pair) => pair.movement.objectId),
  )
  const contested = new Set(contests.flatMap((contest) => contest.movements.map(movementKey)))
  const backs = new Map(movements.filter(({ kind }) => kind === 'return').map((back) => [back.objectId, back]))
  return pairs.flatMap(({ movement, line }) => {
    const back = movement.kind === 'payout' ? backs.get(movement.objectId) : undefined
    return back && !returned.has(back.objectId) && !contested.has(movementKey(back)) ? [{ line, movement, back }] : []
  })
}

function lonelyLines({ lines }: BankFacts, { pairs, contests }: Pairing): StripeLine[] {
  const told = new Set([
    ...pairs.map(({ line }) => line.id),
    ...contests.flatMap((contest) => contest.lines.map(({ id }) => id)),
  ])
  return lines.filter(({ id }) => !told.has(id))
}

/** Its last day is over, and statements were seen for all of its days: only then is an absence something that is known. */
function isOverdue(movement: BankMovement, facts: BankFacts, calendar: BusinessCalendar, clock: Clock): boolean {
  const { first, last } = windowOf(movement.day, calendar)
  // An account that was in use then, by its statements, must have been seen for all of those days.
  const inUse = facts.accounts.filter(({ covered }) => covered.some(({ from, to }) => from <= last && first <= to))
  const isSeen = inUse.every(({ covered }) => covered.some(({ from, to }) => from <= first && last <= to))
  return clock.isOver(last) && inUse.length > 0 && isSeen
}

type Clock = { isOver(day: CalendarDay): boolean; next(): Date | null }

/** A day is over when the next one has begun, in UTC. */
function openClock(now: Date): Clock {
  let next: number | null = null
  return {
    isOver: (day) => {
      const end = Date.parse(day) + 86_400_000
      if (end > now.getTime()) next = Math.min(next ?? Number.POSITIVE_INFINITY, end)
      return end <= now.getTime()
    },
    next: () => (next === null ? null : new Date(next)),
  }
}

function byObject(a: Finding, b: Finding): number {
  const keys = ({ kind, object, sentence }: Finding) => `${kind}|${object}|${sentence}`
  return keys(a) < keys(b) ? -1 : 1
}

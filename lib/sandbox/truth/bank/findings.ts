import type { BankLine } from '../../bank/bank'
import { businessDayAfter } from '../../bank/calendar'
import { type Evidence, type Finding, finding } from '../evidence'
import type { BankBook } from './evidence'
import { type Movement, movementsOf } from './movements'
import { type Verdicts, verdictsOf } from './solutions'

const DAY = 86_400
const LINE_DAYS = 3
const MOVEMENT_DAYS = 5

/** What the bank's statements and Stripe's movements raise between them, at `now`. */
export function bankFindings(evidence: Evidence): Finding[] {
  return (evidence.bank ?? []).flatMap((book) => {
    const movements = movementsOf(evidence, book)
    const verdicts = verdictsOf(book, movements)
    return [
      ...movements.flatMap((one) => ofMovement(evidence, book, one, verdicts)),
      ...[...verdicts.lines].flatMap(([line, owner]) => (owner === 'none' ? ofLine(evidence, book, line) : [])),
    ]
  })
}

function ofMovement(evidence: Evidence, book: BankBook, one: Movement, verdicts: Verdicts): Finding[] {
  const { object } = one
  if (verdicts.open.has(one)) return [finding('AMBIGUOUS', object.id, book.currency, one.amount)]
  if (verdicts.certain.get(one) !== null || !isDue(evidence, book, one)) return []
  switch (one.kind) {
    case 'payout':
      return object.status === 'paid' || object.status === 'in_transit'
        ? [finding('PAYOUT_NOT_IN_BANK', object.id, book.currency, one.amount)]
        : []
    case 'topup':
      return [finding('TOPUP_UNMATCHED', object.id, book.currency, one.amount)]
    case 'return':
      return ofMissingReturn(book, one, verdicts)
  }
}

/** The bank kept what Stripe took back: owed to Stripe, if it ever came. */
function ofMissingReturn(book: BankBook, back: Movement, verdicts: Verdicts): Finding[] {
  for (const [one, line] of verdicts.certain) {
    if (one.kind !== 'payout' || one.object.id !== back.object.id || line === null) continue
    return [finding('BANK_WITHOUT_PAYOUT', line.reference, book.currency, line.amount)]
  }
  return []
}

function ofLine(evidence: Evidence, book: BankBook, line: BankLine): Finding[] {
  if (!isOver(evidence, book, line.booked, LINE_DAYS)) return []
  const kind = line.amount > 0 ? 'BANK_WITHOUT_PAYOUT' : 'TOPUP_UNMATCHED'
  return [finding(kind, line.reference, book.currency, line.amount)]
}

function isDue(evidence: Evidence, book: BankBook, { day }: Movement): boolean {
  if (!isOver(evidence, book, day, MOVEMENT_DAYS)) return false
  const last = businessDayAfter(day, MOVEMENT_DAYS, book.currency)
  for (let at = day - DAY; at <= last; at += DAY) {
    if (!book.spans.some((span) => span.from <= at && at <= span.to)) return false
  }
  return true
}

/** The nth business day after `day` has passed. */
function isOver(evidence: Evidence, book: BankBook, day: number, n: number): boolean {
  return evidence.now >= businessDayAfter(day, n, book.currency) + DAY
}

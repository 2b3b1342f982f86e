import type { CalendarDay } from '../base/calendar-day'
import { decimalFromMinor } from '../money/decimal'
import { type RunningCheck, runningCheck } from './checks/check-running'
import { type SuspectFinder, suspectFinder } from './checks/find-suspect'
import { repeatedBlock } from './checks/repeated-block'
import { lineIdentity } from './line-identity'
import type { StatementBalance, StatementEvent, StatementHead, StatementLineFact } from './statement'
import { breaking, type StatementTrouble } from './trouble'

/** A statement that was read to its end, with what its balances say. */
export type CheckedStatement = {
  head: StatementHead
  currency: string | null
  openingMinor: bigint | null
  closingMinor: bigint | null
  openingOn: CalendarDay | null
  closingOn: CalendarDay | null
  firstOn: CalendarDay | null
  lastOn: CalendarDay | null
  lines: number
}
/** Statements of a file, each of their pages counted: a year of ten accounts, day by day, is a third of it. */
const mostStatements = 10_000

export type Checked = { troubles: StatementTrouble[]; finished: CheckedStatement | null }

type Open = {
  head: StatementHead
  result: CheckedStatement
  /** Of the page: each is opened and closed by itself. */
  pageOpening: StatementBalance | null
  pageSum: bigint
  isClosed: boolean
  goesOn: StatementBalance | null
  hasGap: boolean
  hasBalance: boolean
  running: RunningCheck
  suspects: SuspectFinder
  block: ReturnType<typeof repeatedBlock>
}

/**
 * The laws of a statement, held while it is read: opening + lines = closing on every page, balances after each line, one
 * currency, no page twice, none missing, and an end. A line that could not be read suspends the sums, for they would only
 * say it again. The answer names the line that breaks the law.
 */
export function statementCheck(): { take(event: StatementEvent): Checked } {
  let open: Open | null = null
  const pages = new Set<string>()
  let heads = 0
  const finish = (): Checked => {
    if (!open) return { troubles: [], finished: null }
    const done = open
    open = null
    return { troubles: endTroubles(done), finished: resultOf(done) }
  }
  return {
    take(event) {
      if (event.kind === 'statement') {
        if (++heads > mostStatements) return { troubles: [tooMany(event.head)], finished: null }
        const repeated = repeatedPage(pages, event.head)
        if (event.head.isContinued && open)
          return { troubles: [...repeated, ...nextPage(open, event.head)], finished: null }
        const before = finish()
        open = opened(event.head)
        const orphan = event.head.isContinued ? [missingPage(event.head)] : []
        return { ...before, troubles: [...before.troubles, ...repeated, ...orphan, ...headTroubles(event.head)] }
      }
      if (event.kind === 'end') return finish()
      if (!open) return { troubles: [], finished: null }
      if (event.kind === 'entry') return { troubles: takeEntry(open, event.entry), finished: null }
      if (event.kind === 'closing') return { troubles: takeClosing(open, event.balance, event.isFinal), finished: null }
      open.hasGap = true
      open.running.gap()
      return { troubles: [], finished: null }
    },
  }
}

function opened(head: StatementHead): Open {
  const { opening, closing } = head
  const result: CheckedStatement = {
    head,
    currency: head.currency,
    openingMinor: opening?.minor ?? null,
    closingMinor: closing?.minor ?? null,
    openingOn: opening?.on ?? null,
    closingOn: closing?.on ?? null,
    firstOn: null,
    lastOn: null,
    lines: 0,
  }
  const looks = { running: runningCheck(), suspects: suspectFinder(), block: repeatedBlock() }
  const page = { pageOpening: opening, pageSum: 0n, isClosed: false, goesOn: null }
  return { head, result, ...page, hasGap: false, hasBalance: opening !== null, ...looks }
}

function headTroubles({ opening, closing, currency }: StatementHead): StatementTrouble[] {
  return [opening, closing].flatMap((balance) =>
    balance && currency && balance.currency !== currency
      ? [otherCurrency(balance.line, balance.currency, currency)]
      : [],
  )
}

function takeEntry(open: Open, entry: StatementLineFact): StatementTrouble[] {
  const { result } = open
  result.currency ??= entry.currency
  result.lines++
  if (result.firstOn === null || entry.bookedOn < result.firstOn) result.firstOn = entry.bookedOn
  if (result.lastOn === null || entry.bookedOn > result.lastOn) result.lastOn = entry.bookedOn
  open.pageSum += entry.amountMinor
  open.suspects.take(entry)
  open.running.take(entry)
  if (entry.runningMinor !== null) open.hasBalance = true
  if (entry.currency !== result.currency) return [otherCurrency(entry.line, entry.currency, result.currency)]
  const again = open.hasBalance ? null : open.block.take(lineIdentity('', entry))
  if (again === null) return []
  const says = `The ${again} lines up to here stand twice, one after the other: a page is repeated`
  return [breaking(entry.line, 'repeated_page', says, 'Take the page out, or map the column with the balance.')]
}

function takeClosing(open: Open, balance: StatementBalance, isFinal: boolean): StatementTrouble[] {
  const { result } = open
  result.closingMinor = balance.minor
  result.closingOn = balance.on
  open.isClosed = isFinal
  open.goesOn = isFinal ? null : balance
  const currency = result.currency ?? balance.currency
  if (balance.currency !== currency) return [otherCurrency(balance.line, balance.currency, currency)]
  return open.hasGap || !open.pageOpening ? [] : sumTroubles(open, open.pageOpening, balance)
}

function sumTroubles(open: Open, opening: StatementBalance, closing: StatementBalance): StatementTrouble[] {
  const surplus = opening.minor + open.pageSum - closing.minor
  if (surplus === 0n) return []
  const words = (minor: bigint) => amountWords(minor, closing.currency)
  const sum = `Opening balance and lines make ${words(opening.minor + open.pageSum)}, the closing balance says ${words(closing.minor)}`
  const suspect = open.suspects.find(surplus)
  const fix = 'Fetch the statement from the bank again; nothing of it was kept.'
  if (!suspect) return [breaking(closing.line, 'does_not_add_up', sum, fix)]
  const how = suspect.how === 'wrong_sign' ? 'with the other sign on this line' : 'without this line'
  return [breaking(suspect.line, 'does_not_add_up', `${sum}; ${how} it would add up`, fix)]
}

function nextPage(open: Open, head: StatementHead): StatementTrouble[] {
  const { goesOn } = open
  const isNext =
    goesOn !== null && head.opening?.minor === goesOn.minor && head.account?.number === open.head.account?.number
  open.pageOpening = head.opening
  open.pageSum = 0n
  open.suspects = suspectFinder()
  return [...(isNext ? [] : [missingPage(head)]), ...headTroubles({ ...head, currency: open.result.currency })]
}

function repeatedPage(pages: Set<string>, head: StatementHead): StatementTrouble[] {
  const { account, currency, sequence, statementId, page, opening } = head
  if (sequence === null && statementId === null && page === null) return []
  const key = [account?.number, currency, sequence ?? statementId, page, opening?.minor, opening?.on].join('|')
  if (!pages.has(key)) {
    pages.add(key)
    return []
  }
  const name = [sequence ?? statementId, page].filter((part) => part !== null).join('/')
  return [breaking(head.line, 'repeated_page', `Page ${name} stands in this file twice`, 'Take the second one out.')]
}

function tooMany({ line }: StatementHead): StatementTrouble {
  const says = `The file holds more than ${mostStatements} statements or pages`
  return breaking(line, 'too_long', says, 'Import it in parts.')
}

function missingPage(head: StatementHead): StatementTrouble {
  const says = 'This page does not begin where the page before it ended: a page is missing or in the wrong place'
  return breaking(
    head.opening?.line ?? head.line,
    'missing_page',
    says,
    'Import all pages of the statement in their order.',
  )
}

function endTroubles(open: Open): StatementTrouble[] {
  const { head, result, goesOn } = open
  const fetchAgain = 'Fetch the file from the bank again; nothing of it was kept.'
  if (goesOn)
    return [
      breaking(goesOn.line, 'truncated', 'The statement goes on after this page, and the file does not', fetchAgain),
    ]
  if (open.hasGap) return []
  const { announcedLines } = head
  if (announcedLines !== null && announcedLines !== result.lines) {
    const says = `The statement announces ${announcedLines} lines and holds ${result.lines}`
    return [breaking(head.line, 'truncated', says, fetchAgain)]
  }
  if (head.closing && head.opening) return sumTroubles(open, head.opening, head.closing)
  if (head.opening && !open.isClosed) {
    return [breaking(head.line, 'truncated', 'The statement ends without its closing balance', fetchAgain)]
  }
  const brokenAt = open.running.brokenAt()
  const says = 'The balance on this line is not the one beside it and the amount'
  return brokenAt === null ? [] : [breaking(brokenAt, 'does_not_add_up', says, fetchAgain)]
}

function resultOf(open: Open): CheckedStatement {
  const { result } = open
  const running = result.openingMinor === null ? open.running.balances() : null
  if (!running) return result
  const days = { openingOn: result.firstOn, closingOn: result.lastOn }
  return { ...result, openingMinor: running.openingMinor, closingMinor: running.closingMinor, ...days }
}

function otherCurrency(line: number, found: string, expected: string): StatementTrouble {
  const says = `This line is in ${found.toUpperCase()}, the account in ${expected.toUpperCase()}`
  return breaking(line, 'two_currencies', says, 'An account has one currency: import each currency by itself.')
}

function amountWords(minor: bigint, currency: string): string {
  const text = decimalFromMinor(minor, currency)
  return `${currency.toUpperCase()} ${text.ok ? text.value : minor}`
}

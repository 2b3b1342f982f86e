import type { Page } from '../http/reads'
import type { Window } from '../listing/select-rows'
import type { StripeObject } from '../store/store'
import type { FaultBoard } from './fault-board'

/** What a list forgets at first and shows on a narrower read: object → the span, in seconds, of the read that missed it. */
export class ListGaps {
  private readonly missedIn = new Map<string, number>()
  private readonly found = new Set<string>()

  constructor(private readonly board: FaultBoard) {}

  /** Leaves out inner rows of a wide page. The first and last row stay: the caller's cursor hangs on them. */
  apply(page: Page, subject: string, account: string, now: number): Page {
    if (!this.board.has('list_gap')) return page
    const span = spanOf(page.query.created, now)
    const shown = new Set(page.rows.filter((row, at) => this.isShown(row, at, page, span)).map((row) => row.id))
    const fault = this.board.strike('list_gap', subject, account)
    if (fault !== undefined) {
      const inner = page.rows.slice(1, -1).filter((row) => shown.has(row.id) && !this.missedIn.has(row.id))
      const pool = fault.object === undefined ? inner : inner.filter((row) => row.id === fault.object)
      const lost = pool[fault.dice.below(pool.length)]
      if (lost !== undefined) {
        this.board.count(fault)
        this.missedIn.set(lost.id, span)
        shown.delete(lost.id)
      }
    }
    return { ...page, rows: page.rows.filter((row) => shown.has(row.id)) }
  }

  /** A narrower read finds a missed row; from then on every read does. */
  private isShown(row: StripeObject, at: number, page: Page, span: number): boolean {
    const missed = this.missedIn.get(row.id)
    if (missed === undefined || this.found.has(row.id)) return true
    if (span < missed) this.found.add(row.id)
    return span < missed || at === 0 || at === page.rows.length - 1
  }
}

/** Repeats the row the caller paged from. At least one new row stays, so that paging always ends. */
export function duplicateRows(board: FaultBoard, page: Page, subject: string, account: string): Page {
  const { cursorRow, query } = page
  if (cursorRow === undefined || query.limit < 2 || page.rows.length === 0) return page
  const fault = board.fire('duplicate_rows', subject, account)
  if (fault === undefined) return page
  const backwards = query.cursor?.kind === 'ending_before'
  const longer = backwards ? [...page.rows, cursorRow] : [cursorRow, ...page.rows]
  const rows = backwards ? longer.slice(-query.limit) : longer.slice(0, query.limit)
  return { ...page, rows, hasMore: page.hasMore || rows.length < longer.length }
}

/** Shuffles the rows of a page, its cursor among them: the next page then repeats rows, and never skips one. */
export function reorderRows(board: FaultBoard, page: Page, subject: string, account: string): Page {
  if (page.rows.length < 2) return page
  const fault = board.fire('reorder_rows', subject, account)
  return fault === undefined ? page : { ...page, rows: fault.dice.shuffle(page.rows) }
}

function spanOf(window: Window, now: number): number {
  return Math.min(window.to, now) - window.from
}

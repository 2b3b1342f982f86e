/** One account's money in one currency. `hidden` has moved the balance without a balance transaction. */
export type Cell = {
  currency: string
  pending: number
  available: number
  reserved: number
  hidden: number
  /** The reserve has changed by this without a transaction. */
  drift: number
  /** Available transactions that no payout has swept. */
  unswept: string[]
}

export type Cells = Map<string, Map<string, Cell>>

export function cellOf(cells: Cells, account: string, currency: string): Cell {
  let byCurrency = cells.get(account)
  if (byCurrency === undefined) {
    byCurrency = new Map()
    cells.set(account, byCurrency)
  }
  let cell = byCurrency.get(currency)
  if (cell === undefined) {
    cell = { currency, pending: 0, available: 0, reserved: 0, hidden: 0, drift: 0, unswept: [] }
    byCurrency.set(currency, cell)
  }
  return cell
}

export function cellsOf(cells: Cells, account: string): Cell[] {
  return [...(cells.get(account)?.values() ?? [])]
}

/** Characters of one row: an open quote must not swallow the rest of the file. */
export const mostPerRow = 100_000

/** csv-parse counts to the end of a row, and a CRLF inside quotes as two: on which line each row begins, and the last ended. */
export function lineCounter() {
  let [last, surplus] = [0, 0]
  return {
    last: () => last,
    next(cells: readonly string[], counted: number): number {
      const breaks = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
      surplus += cells.reduce((sum, cell) => sum + (cell.match(/\r\n/g)?.length ?? 0), 0)
      last = counted - surplus
      return last - breaks
    },
  }
}

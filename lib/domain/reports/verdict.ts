/** How many rows of each sort a check found; a row that differs in two fields counts once. */
export type ReportCounts = {
  rows: bigint
  equal: bigint
  missingHere: bigint
  missingThere: bigint
  differing: bigint
  repeated: bigint
}

/**
 * What is held against the period's ends, in one currency of one account. `theirs` is null where the export does not say
 * it: an itemized one has no opening.
 */
export type PeriodSums = {
  openingMinor: bigint
  netMinor: bigint
  closingMinor: bigint
  theirOpeningMinor: bigint | null
  theirNetMinor: bigint | null
  theirClosingMinor: bigint | null
}
export type ReportVerdict = 'equal' | 'differs'

/** Every row has to be there on both sides with every field, and every sum that Stripe says has to be ours to the cent. */
export function verdictOf(counts: ReportCounts, sums: readonly PeriodSums[]): ReportVerdict {
  const rowsAgree = counts.equal === counts.rows && counts.missingThere === 0n && counts.repeated === 0n
  return rowsAgree && sums.every(agrees) ? 'equal' : 'differs'
}

export function agrees(sums: PeriodSums): boolean {
  const told: [theirs: bigint | null, ours: bigint][] = [
    [sums.theirOpeningMinor, sums.openingMinor],
    [sums.theirNetMinor, sums.netMinor],
    [sums.theirClosingMinor, sums.closingMinor],
  ]
  return told.every(([theirs, ours]) => theirs === null || theirs === ours)
}

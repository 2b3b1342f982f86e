import type { LifeEntry, LifeFacts, LifeLine, LifeObject, LifePart, LifePosting, LifeRow } from '../life'

export const platform = 'acct_platform'
const nov = (day: number) => new Date(Date.UTC(2026, 10, day, 9))

/** Lives are written as they are told: what moved, on which account, on which day of November. */
export class SmallLife {
  readonly facts = {
    objects: [] as LifeObject[],
    rows: [] as LifeRow[],
    parts: [] as LifePart[],
    bundles: [],
    postings: [] as LifePosting[],
    entries: [] as LifeEntry[],
    lines: [] as LifeLine[],
  } satisfies LifeFacts

  object(day: number, id: string, type: string, minor: bigint, more: Partial<LifeObject> = {}): this {
    const place = { id, accountId: platform, type, amountMinor: minor, currency: 'eur', at: nov(day), status: null }
    this.facts.objects.push({ ...place, parentId: null, sourceTransfer: null, sourceReversal: null, ...more })
    return this
  }

  /** A movement with its posting: the balance moves by the amount, and by each fee. */
  row(day: number, source: string, category: string, minor: bigint, more: Partial<LifeRow> = {}): this {
    const fees = more.fees ?? []
    const netMinor = minor - fees.reduce((sum, fee) => sum + fee.amountMinor, 0n)
    const id = more.id ?? `txn_${this.facts.rows.length + 1}`
    const row = { accountId: platform, category, sourceId: source, amountMinor: minor, netMinor, fees, currency: 'eur' }
    this.facts.rows.push({ ...row, at: nov(day), ...more, id })
    const accountId = more.accountId ?? platform
    for (const [at, moved] of [minor, ...fees.map((fee) => -fee.amountMinor)].entries()) {
      const [clearing, contra] = [`stripe:${accountId}:payments`, `contra:${category}`]
      const [debit, credit] = moved > 0n ? [clearing, contra] : [contra, clearing]
      const amountMinor = moved > 0n ? moved : -moved
      const posting = { id: `${id}:${at}`, transactionId: id, accountId, debit, credit, amountMinor, currency: 'eur' }
      this.facts.postings.push({ ...posting, at: nov(day) })
    }
    return this
  }

  part(rowId: string, payoutId: string, partMinor: bigint, accountId = platform, listed = true): this {
    this.facts.parts.push({ rowId, accountId, payoutId, partMinor, listed })
    return this
  }

  entry(
    day: number,
    kind: string,
    objectId: string | null,
    amountMinor: bigint,
    reference = `${kind} ${objectId}`,
  ): this {
    const place = { id: reference, reference, kind, accountId: platform, objectId, amountMinor, currency: 'eur' }
    this.facts.entries.push({ ...place, at: nov(day) })
    return this
  }

  line(day: number, id: string, amountMinor: bigint, match: LifeLine['match']): this {
    this.facts.lines.push({ id, accountId: 'bank_1', amountMinor, currency: 'eur', at: nov(day), match })
    return this
  }
}

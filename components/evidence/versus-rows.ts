import type { EvidenceRow } from '@/lib/domain/reconciliation/finding'
import { shortId } from '../finance/short-id'

export type VersusCell = { text: string } | { minor: bigint; currency: string } | { at: Date } | null
export type VersusRow = {
  label: string
  stripe: VersusCell
  books: VersusCell
  equal: boolean | null
  differenceMinor?: bigint
}

type Side = EvidenceRow | undefined

/** The two rows that are held against each other: of one kind, where both sides have one; else what each side has. */
export function pairOf(rows: readonly EvidenceRow[]): { stripe: Side; books: Side } {
  const [stripe, books] = [rows.filter((row) => row.side === 'stripe'), rows.filter((row) => row.side === 'books')]
  const twin = (row: EvidenceRow) => books.find((other) => other.kind === row.kind)
  const paired = stripe.find(twin)
  return paired ? { stripe: paired, books: twin(paired) } : { stripe: stripe[0], books: books[0] }
}

/**
 * Holds a row of each side against the other, field by field. `equal` is null where one side has nothing to say. A
 * transfer and a refund are two things: they stand beside each other, and only that they are two is said.
 */
export function versusRows(stripe: Side, books: Side, nameOf: (id: string) => string = shortId): VersusRow[] {
  const text = (label: string, pick: (row: EvidenceRow) => string | undefined): VersusRow => {
    const [left, right] = [stripe && pick(stripe), books && pick(books)]
    return {
      label,
      stripe: left === undefined ? null : { text: left },
      books: right === undefined ? null : { text: right },
      equal: left === undefined || right === undefined ? null : left === right,
    }
  }
  const alike = !stripe || !books || stripe.kind === books.kind
  const rows = [
    text('What', (row) => row.kind.replaceAll('_', ' ')),
    text('Order', (row) => row.orderReference),
    text('Account', (row) => nameOf(row.account)),
    text('Seller', (row) => row.seller && nameOf(row.seller)),
    text('Currency', (row) => row.currency.toUpperCase()),
    amountRow(stripe, books),
    dateRow(stripe, books),
  ]
  const drawn = rows.filter((row) => row.stripe !== null || row.books !== null)
  return alike ? drawn : drawn.map((row) => (row.label === 'What' ? row : withoutVerdict(row)))
}

function withoutVerdict({ label, stripe, books }: VersusRow): VersusRow {
  return { label, stripe, books, equal: null }
}

function amountRow(stripe: Side, books: Side): VersusRow {
  const cell = (side: Side) => (side ? { minor: BigInt(side.amountMinor), currency: side.currency } : null)
  const [left, right] = [cell(stripe), cell(books)]
  const comparable = left && right && left.currency === right.currency
  return {
    label: 'Amount',
    stripe: left,
    books: right,
    equal: left && right ? Boolean(comparable && left.minor === right.minor) : null,
    ...(comparable && left.minor !== right.minor ? { differenceMinor: left.minor - right.minor } : {}),
  }
}

/** Two clocks seldom agree to the second: the dates stand beside each other without a verdict. */
function dateRow(stripe: Side, books: Side): VersusRow {
  const cell = (side: Side) => (side ? { at: new Date(side.at) } : null)
  return { label: 'When', stripe: cell(stripe), books: cell(books), equal: null }
}

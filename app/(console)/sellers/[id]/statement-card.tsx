import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { amountColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { Segmented } from '@/components/ui/tabs'
import { lineWords, type StatementLine } from '@/lib/domain/sellers/statement'
import type { SellerStatement } from '@/lib/server/sellers/seller-statement'
import { monthBeside, sellerHref, sellerRowsHref, spanParams, spanWord, statementFileHref } from '../search-params'

type Row = { label: string; line: StatementLine | null; rows: number | null; minor: bigint }

/** Opening, every line, closing: what stands between adds up, and each figure opens its rows. */
export function StatementCard({
  statement,
  currencies,
}: {
  statement: SellerStatement
  currencies: readonly string[]
}) {
  const { accountId, span, currency, openingMinor, closingMinor, openingLabel } = statement
  const rows: Row[] = [
    { label: 'Opening balance', line: null, rows: null, minor: openingMinor },
    ...statement.lines.map(({ line, rows: count, amountMinor }) => ({
      label: lineWords[line],
      line,
      rows: count,
      minor: amountMinor,
    })),
    { label: 'Closing balance', line: null, rows: null, minor: closingMinor },
  ]
  return (
    <section className="card" aria-labelledby="statement">
      <header>
        <h2 id="statement">Statement</h2>
        <SpanLinks statement={statement} />
        {currencies.length > 1 ? (
          <Segmented
            label="Currency"
            tabs={currencies.map((one) => ({
              href: sellerHref(accountId, 'month' in span ? span : null, one),
              label: one.toUpperCase(),
              current: one === currency,
            }))}
          />
        ) : null}
        <span className="push line g1">
          <Link className="btn" href={sellerRowsHref(accountId, { ...spanParams(span), currency })}>
            Movements
          </Link>
          {(['csv', 'pdf'] as const).map((format) => (
            <a key={format} className="btn" href={statementFileHref(accountId, span, currency, format)} download>
              {format.toUpperCase()}
            </a>
          ))}
        </span>
      </header>
      <RowsTable<Row>
        caption={`Statement of ${accountId} for ${spanWord(span)}`}
        rows={rows}
        keyOf={(row) => row.label}
        columns={[
          { head: 'Line', names: true, cell: (row) => (row.line ? row.label : <b>{row.label}</b>) },
          {
            head: 'Movements',
            className: 'r',
            look: 'mute',
            cell: (row) => (row.line ? (row.rows ?? 0).toLocaleString('en-GB') : null),
          },
          amountColumn('Amount', (row) => ({
            minor: row.minor,
            currency,
            ...(row.line ? { href: sellerRowsHref(accountId, { ...spanParams(span), currency, line: row.line }) } : {}),
          })),
        ]}
      />
      {openingLabel ? <p className="note m-3">Opening: {openingLabel}</p> : null}
      <p className="inner pt-3 small faint">
        {'month' in span
          ? `${span.month} in ${statement.zone}`
          : 'From the payout before up to this one, with its own row'}
        , by when a movement was created. Opening and all lines together are the closing balance.
      </p>
    </section>
  )
}

/** A month leads to its neighbours, a payout to itself and back to the months. */
function SpanLinks({ statement: { accountId, span, currency } }: { statement: SellerStatement }) {
  if ('payoutId' in span)
    return (
      <span className="line g1">
        <Link className="link" href={`/payouts/${span.payoutId}`}>
          {spanWord(span)}
        </Link>
        <Link className="btn ghost" href={sellerHref(accountId, null, currency)}>
          By month
        </Link>
      </span>
    )
  const beside = (by: 1 | -1) => sellerHref(accountId, { month: monthBeside(span.month, by) }, currency)
  return (
    <span className="line g1">
      <Link className="btn ghost icon" href={beside(-1)} aria-label="The month before">
        <ChevronLeft className="ico" />
      </Link>
      <b>{span.month}</b>
      <Link className="btn ghost icon" href={beside(1)} aria-label="The month after">
        <ChevronRight className="ico" />
      </Link>
    </span>
  )
}

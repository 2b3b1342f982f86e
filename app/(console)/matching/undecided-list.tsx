import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { ShortId, shortId } from '@/components/finance/short-id'
import { Blank } from '@/components/state/blank'
import type { ShownTying, UndecidedRow } from '@/lib/server/matching/proposals/queries'

/** Both ways beside each other: the engine takes neither, and neither is offered as a button. */
export function UndecidedList({ rows }: { rows: readonly UndecidedRow[] }) {
  if (rows.length === 0)
    return (
      <Blank title="Nothing is undecided">
        Where two ways of tying rows are nearly equally good, the engine takes neither, and both stand here.
      </Blank>
    )
  return (
    <div className="stackv">
      {rows.map((row) => (
        <section className="card" key={keyOf(row)}>
          <header>
            <h2>Two ways, {row.apartPoints === 0 ? 'equally good' : `${row.apartPoints} points apart`}</h2>
            <span className="push faint small nowrap">{row.pair.replaceAll('_', ' ').replace(' ', ' and ')}</span>
          </header>
          <div className="cols even inner">
            <Way title="One way" tyings={row.best} />
            <Way title="The other" tyings={row.second} />
          </div>
        </section>
      ))}
    </div>
  )
}

function Way({ title, tyings }: { title: string; tyings: readonly ShownTying[] }) {
  return (
    <div className="stackv">
      <b>{title}</b>
      {tyings.map(({ left, right, confidence }) => (
        <ul key={left.map(({ id }) => id).join()} className="stackv">
          {[...left, ...right].map((shown) => (
            <li key={shown.id} className="line">
              {shown.what === 'bank_line' ? (
                <ShortId id={shown.name} />
              ) : (
                <Link className="id" href={`/exceptions?q=${encodeURIComponent(shown.name)}`} title={shown.name}>
                  {shortId(shown.name)}
                </Link>
              )}
              <span className="mute">{shown.what.replaceAll('_', ' ')}</span>
              <span className="faint nowrap">{shown.day}</span>
              <span className="push">
                <Amount minor={BigInt(shown.amountMinor)} currency={shown.currency} align="mix" />
              </span>
            </li>
          ))}
          <li className="small faint">{confidence} of 100</li>
        </ul>
      ))}
      {tyings.length === 0 ? <span className="mute">None of them belong together.</span> : null}
    </div>
  )
}

function keyOf({ pair, best, second }: UndecidedRow): string {
  return [pair, ...[...best, ...second].flatMap(({ left, right }) => [...left, ...right].map(({ id }) => id))].join(' ')
}

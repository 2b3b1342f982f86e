import type { ReactNode } from 'react'
import { Amount } from '../finance/amount'
import { When } from '../moment/when'
import type { VersusCell, VersusRow } from './versus-rows'

type VersusProps = { rows: readonly VersusRow[]; currency: string; stripe: ReactNode; books: ReactNode; zone: string }

/** The stub and the slip: two sides of the same money, held against each other along the perforation. */
export function Versus({ rows, currency, stripe, books, zone }: VersusProps) {
  const silent = { stripe: rows.every((row) => row.stripe === null), books: rows.every((row) => row.books === null) }
  return (
    <div className="versus">
      <table className="tight">
        <caption className="sr">What Stripe says against what the books say</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="r">
              Stripe {stripe}
            </th>
            <td className="perf" />
            <th scope="col" className="r">
              Books {books}
            </th>
            <th scope="col" className="r delta">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.label} className={row.equal === false ? 'off' : undefined}>
              <th scope="row">{row.label}</th>
              {silent.stripe ? (
                at === 0 && <Silence rows={rows.length}>Stripe has nothing of it</Silence>
              ) : (
                <td className="r">
                  <Cell cell={row.stripe} zone={zone} />
                </td>
              )}
              <td className="perf">{row.equal === null ? null : <Verdict equal={row.equal} />}</td>
              {silent.books ? (
                at === 0 && <Silence rows={rows.length}>The books have nothing of it</Silence>
              ) : (
                <td className="r">
                  <Cell cell={row.books} zone={zone} />
                </td>
              )}
              <td className="r delta">
                {row.differenceMinor === undefined ? null : (
                  <Amount minor={row.differenceMinor} currency={currency} code={false} difference />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A side that has nothing to say says it once. */
function Silence({ rows, children }: { rows: number; children: ReactNode }) {
  return (
    <td rowSpan={rows} className="silence">
      {children}
    </td>
  )
}

function Verdict({ equal }: { equal: boolean }) {
  return (
    <span>
      <span aria-hidden="true">{equal ? '=' : '≠'}</span>
      <span className="sr">{equal ? 'equal' : 'not equal'}</span>
    </span>
  )
}

function Cell({ cell, zone }: { cell: VersusCell; zone: string }) {
  if (cell === null) return <span className="void">–</span>
  if ('at' in cell) return <When at={cell.at} zone={zone} />
  if ('text' in cell) return cell.text
  return <Amount minor={cell.minor} currency={cell.currency} code={false} />
}

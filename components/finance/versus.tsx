import type { ReactNode } from 'react'
import { When } from '../moment/when'
import { Amount } from './amount'
import type { VersusCell, VersusRow } from './versus-rows'

type VersusProps = { rows: readonly VersusRow[]; currency: string; stripe: ReactNode; books: ReactNode; zone: string }

/** The stub and the slip: two sides of the same money, held against each other along the perforation. */
export function Versus({ rows, currency, stripe, books, zone }: VersusProps) {
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
          {rows.map((row) => (
            <tr key={row.label} className={row.equal === false ? 'off' : undefined}>
              <th scope="row">{row.label}</th>
              <td className="r">
                <Cell cell={row.stripe} zone={zone} />
              </td>
              <td className="perf">{row.equal === null ? null : <Verdict equal={row.equal} />}</td>
              <td className="r">
                <Cell cell={row.books} zone={zone} />
              </td>
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

function Verdict({ equal }: { equal: boolean }) {
  return (
    <span>
      <span aria-hidden="true">{equal ? '=' : '≠'}</span>
      <span className="sr">{equal ? 'equal' : 'not equal'}</span>
    </span>
  )
}

function Cell({ cell, zone }: { cell: VersusCell; zone: string }) {
  if (cell === null) return <span className="void">nothing</span>
  if ('at' in cell) return <When at={cell.at} zone={zone} />
  if ('text' in cell) return cell.text
  return <Amount minor={cell.minor} currency={cell.currency} code={false} />
}

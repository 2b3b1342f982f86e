import Link from 'next/link'
import { Amount } from '../finance/amount'
import { shortId } from '../finance/short-id'
import { When } from '../moment/when'
import type { Column } from './rows-table'

/** When it was, in the page's zone. */
export function whenColumn<T>(zone: string, at: (row: T) => Date | null, head = 'When'): Column<T> {
  return {
    head,
    look: 'mute',
    cell: (row) => {
      const instant = at(row)
      return instant ? <When at={instant} zone={zone} /> : '–'
    },
  }
}

type Money = { minor: bigint; currency: string; href?: string; difference?: boolean }

/** Money with its code on its own left edge, where rows of several currencies stand under each other; a dash where nobody knows it. */
export function amountColumn<T>(head: string, of: (row: T) => Money | null): Column<T> {
  return {
    head,
    className: 'r c-amt mixed',
    cell: (row) => {
      const money = of(row)
      if (money === null) return '–'
      const { minor, currency, href, difference } = money
      const amount = <Amount minor={minor} currency={currency} align="mix" difference={difference} />
      return href ? (
        <Link className="fig" href={href} prefetch={false}>
          {amount}
        </Link>
      ) : (
        amount
      )
    },
  }
}

/** Further money of a row whose code is said once. */
export function sideAmountColumn<T>(head: string, of: (row: T) => Money & { soft?: boolean }): Column<T> {
  return {
    head,
    className: 'r mixed',
    cell: (row) => {
      const { minor, currency, soft, difference } = of(row)
      return <Amount minor={minor} currency={currency} code={false} align="mix" soft={soft} difference={difference} />
    },
  }
}

/** A column that a phone leaves out. */
export function wide<T>(column: Column<T>): Column<T> {
  return { ...column, onPhone: false }
}

export function countColumn<T>(head: string, of: (row: T) => number | bigint, look?: string): Column<T> {
  return { head, className: 'r', look, cell: (row) => of(row).toLocaleString('en-GB') }
}

/** An id that leads to its own page. */
export function idColumn<T>(head: string, id: (row: T) => string, below: string): Column<T> {
  return {
    head,
    cell: (row) => (
      <Link className="id" href={`${below}/${id(row)}`} title={id(row)} prefetch={false}>
        {shortId(id(row))}
      </Link>
    ),
  }
}

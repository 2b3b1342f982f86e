import Link from 'next/link'
import { moneyHref } from './search-params'

/** From one side of the money to all four. */
export function LifeLink({ id }: { id: string }) {
  return (
    <Link className="btn" href={moneyHref(id)} prefetch={false}>
      Life of this money
    </Link>
  )
}

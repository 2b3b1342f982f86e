import Link from 'next/link'
import { Life } from '@/components/evidence/life'
import { Sum } from '@/components/evidence/sum'
import { Versus } from '@/components/evidence/versus'
import { pairOf, versusRows } from '@/components/evidence/versus-rows'
import { Amount } from '@/components/finance/amount'
import { kindWord } from '@/components/finance/kind-words'
import { ShortId, shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { EvidenceRow, FindingKind } from '@/lib/domain/reconciliation/finding'
import { moneyHref } from '../../money/search-params'
import type { Item } from './load-item'

/** Both sides, the arithmetic, the life of the money, and what else is open about it. */
export function ItemProof({ item }: { item: Item }) {
  const { row, life, zone } = item
  const { rows, parts, rule, policyVersion } = row.evidence
  const { stripe, books } = pairOf(rows)
  // A side that the finding does not speak of is not shown as silent: it may have much to say.
  const faced = (stripe && books) || ((stripe || books) && saysAbsence.has(row.kind))
  return (
    <>
      {faced ? (
        <section aria-label="Both sides">
          <Versus
            rows={versusRows(stripe, books, (id) => item.names.sellers.get(id) ?? shortId(id))}
            currency={row.currency}
            zone={zone}
            stripe={stripe ? <PlaceId id={stripe.id} places={item.places} /> : null}
            books={books ? <ShortId id={books.id} /> : null}
          />
        </section>
      ) : null}
      <section>
        <div className="sec">
          <h2>How the amount comes about</h2>
          <span className="push faint small">policy {policyVersion}</span>
        </div>
        <p className="small mute">{rule}</p>
        {parts.length > 0 ? <Sum parts={parts} totalMinor={row.amountMinor} currency={row.currency} /> : null}
      </section>
      {life.length > 0 ? (
        <section>
          <div className="sec">
            <h2>Life of this money</h2>
            <Link className="link push small" href={moneyHref(item.row.objectId)} prefetch={false}>
              On all four sides
            </Link>
          </div>
          <Life steps={life} zone={zone} />
        </section>
      ) : null}
      {rows.length > (faced ? 2 : 0) ? <Evidence rows={rows} zone={zone} places={item.places} /> : null}
      {row.siblings.length > 0 ? <Siblings item={item} /> : null}
    </>
  )
}

const saysAbsence: ReadonlySet<FindingKind> = new Set([
  'MISSING_IN_BOOKS',
  'MISSING_IN_STRIPE',
  'TIMING_PENDING',
  'PAYOUT_FAILED_UNBOOKED',
  'DISPUTE_UNBOOKED',
  'DISPUTE_FEE_UNBOOKED',
])

type Places = Item['places']

/** An id that leads to its own page, where there is one. */
function PlaceId({ id, places }: { id: string; places: Places }) {
  const href = places.get(id) ?? (id.startsWith('txn_') ? `/ledger/transactions/${id}` : null)
  if (!href) return <ShortId id={id} />
  return (
    <Link className="id" href={href} title={id} prefetch={false}>
      {shortId(id)}
    </Link>
  )
}

type EvidenceProps = { rows: readonly EvidenceRow[]; zone: string; places: Places }

function Evidence({ rows, zone, places }: EvidenceProps) {
  return (
    <section>
      <div className="sec">
        <h2>Evidence</h2>
        <span className="faint">{rows.length === 1 ? 'one row' : `${rows.length} rows`}</span>
      </div>
      <Frame>
        <table className="tight">
          <caption className="sr">All rows that the finding rests on</caption>
          <thead>
            <tr>
              <th>Side</th>
              <th>What</th>
              <th>Id</th>
              <th className="r">Amount</th>
              <th className="r">When</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={`${one.side}:${one.kind}:${one.id}`}>
                <td>{one.side === 'stripe' ? 'Stripe' : 'Books'}</td>
                <td className="nowrap">{one.kind.replaceAll('_', ' ')}</td>
                <td>
                  <PlaceId id={one.id} places={places} />
                </td>
                <td className="r">
                  <Amount minor={BigInt(one.amountMinor)} currency={one.currency} align="mix" />
                </td>
                <td className="r nowrap mute">
                  <When at={new Date(one.at)} zone={zone} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  )
}

function Siblings({ item: { row } }: { item: Item }) {
  return (
    <section>
      <div className="sec">
        <h2>Also about this payment</h2>
      </div>
      <ul className="todo">
        {row.siblings.map((sibling) => (
          <li key={sibling.id}>
            <Link href={`/exceptions/${sibling.id}`}>
              <span>
                {kindWord(sibling.kind)} <ShortId id={sibling.objectId} />
              </span>
              <Amount minor={sibling.amountMinor} currency={sibling.currency} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

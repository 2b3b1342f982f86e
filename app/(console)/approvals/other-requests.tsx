import Link from 'next/link'
import type { Approval } from '@/lib/domain/approvals/approval'

const places: Record<string, { href: string; what: string }> = {
  'matching.activate': { href: '/matching/policies', what: 'to activate a matching policy' },
  'matching.retire': { href: '/matching/policies', what: 'to retire a matching policy' },
  'limits.activate': { href: '/approvals/limits', what: 'to activate limits' },
  'contract.activate': { href: '/settings/contracts', what: 'to let a fee contract hold' },
  'rule.activate': { href: '/exceptions/rules', what: 'to activate a rule' },
}

/** Requests that are answered on a page of their own, where what they would change stands beside them. */
export function OtherRequests({ requests }: { requests: readonly Approval[] }) {
  if (requests.length === 0) return null
  const counts = new Map<string, number>()
  for (const { action } of requests) counts.set(action, (counts.get(action) ?? 0) + 1)
  return (
    <ul className="note stackv" aria-label="Requests with a page of their own">
      {[...counts].map(([action, count]) => {
        const place = places[action]
        return (
          <li key={action}>
            {count === 1 ? 'One request' : `${count} requests`} {place?.what ?? `about ${action}`}
            {place ? (
              <>
                {': '}
                <Link className="link" href={place.href}>
                  see what it would change
                </Link>
              </>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

import { Check, TriangleAlert } from 'lucide-react'
import type { ChainVerdict } from '@/lib/server/audit/queries'

/** Whether every row still hangs on the one before it, recomputed for this very page. */
export function ChainNote({ chain }: { chain: ChainVerdict }) {
  return chain.holds ? (
    <p className="note success">
      <Check className="ico" />
      <span>
        The chain holds: every row was recomputed just now and hangs on the one before. Head{' '}
        <span className="id">{chain.head.slice(0, 16)}…</span>
      </span>
    </p>
  ) : (
    <p className="note danger" role="alert">
      <TriangleAlert className="ico" />
      The chain is broken at row {String(chain.brokenAt)}: {chain.why}. Rows before it still prove themselves.
    </p>
  )
}

import { Check, TriangleAlert } from 'lucide-react'
import { When } from '@/components/moment/when'
import type { ChainState } from '@/lib/server/audit/chain-state'
import { ProveHere } from './chain/prove-here'
import { VerifyButton } from './verify-button'

type ChainNoteProps = { chain: ChainState; zone: string; disabledReason: string | null }

/** Whether every row still hangs on the one before it: since the last look at the whole chain, recomputed for this page. */
export function ChainNote({ chain, zone, disabledReason }: ChainNoteProps) {
  return (
    <div className={chain.holds ? 'note success wrap' : 'note danger wrap'} role={chain.holds ? undefined : 'alert'}>
      {chain.holds ? <Check className="ico" /> : <TriangleAlert className="ico" />}
      <span>
        {chain.holds ? <Holds chain={chain} /> : <Breaks chain={chain} />} <LastLook chain={chain} zone={zone} />
      </span>
      <span className="push line g2 wrap">
        <ProveHere disabledReason={disabledReason} />
        <VerifyButton disabledReason={disabledReason} />
      </span>
    </div>
  )
}

function Holds({ chain }: { chain: Extract<ChainState, { holds: true }> }) {
  const { checkpoint, rows, head, waiting } = chain
  const since = checkpoint && checkpoint.seq > 0n ? `every row since ${count(checkpoint.seq)}` : 'every row'
  const reach = waiting > 0n ? ` up to ${count(rows)}` : ''
  return (
    <>
      The chain holds: {since}
      {reach} was recomputed just now and hangs on the one before. Head <span className="id">{head.slice(0, 16)}…</span>
      {waiting > 0n ? ` ${count(waiting)} rows after it wait for the nightly look, or for yours.` : ''}
    </>
  )
}

function Breaks({ chain }: { chain: Extract<ChainState, { holds: false }> }) {
  const { brokenAt, why } = chain
  if (brokenAt === 0n) return <>The chain cannot be trusted: {why}.</>
  return (
    <>
      The chain is broken at row {count(brokenAt)}: {why}. Rows before it still prove themselves.
    </>
  )
}

function LastLook({ chain, zone }: { chain: ChainState; zone: string }) {
  const { checkpoint } = chain
  // Where nothing waits, the look that was just taken was at the whole chain.
  if (!checkpoint && chain.holds && chain.waiting === 0n) return null
  if (!checkpoint) return <>The whole chain was never looked through yet.</>
  return (
    <>
      The whole chain was last verified <When at={checkpoint.checkedAt} zone={zone} />.
    </>
  )
}

function count(rows: bigint): string {
  return rows.toLocaleString('en-GB')
}

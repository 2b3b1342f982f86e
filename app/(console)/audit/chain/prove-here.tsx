'use client'

import { useState } from 'react'
import { useOnce } from '@/components/form/use-once'
import { Button } from '@/components/ui/button'
import { type Proof, proveChain } from './prove-chain'

/** The chain proved in this browser, row by row: nobody's word is taken for it. */
export function ProveHere({ disabledReason }: { disabledReason: string | null }) {
  const { busy, once } = useOnce()
  const [seen, setSeen] = useState(0n)
  const [proof, setProof] = useState<Proof>()
  const start = () =>
    once(async () => {
      setProof(undefined)
      setSeen(0n)
      setProof(await proveChain(setSeen).catch(unanswered))
    })
  return (
    <div className="line g2 wrap">
      <Button busy={busy} disabledReason={disabledReason} onClick={start}>
        Prove it in this browser
      </Button>
      <span className="small" role="status">
        {busy ? `${seen.toLocaleString('en-GB')} rows recomputed …` : proof ? say(proof) : null}
      </span>
    </div>
  )
}

function unanswered(): Proof {
  return { state: 'unanswered', sentence: 'The server did not answer. Nothing was changed: try again.' }
}

function say(proof: Proof): string {
  switch (proof.state) {
    case 'whole':
      return `Whole: ${proof.rows.toLocaleString('en-GB')} rows were recomputed here, each hangs on the one before. Head ${proof.head.slice(0, 16)}…`
    case 'broken':
      return `Broken at row ${proof.brokenAt.toLocaleString('en-GB')}: ${proof.why}. Rows before it still prove themselves.`
    case 'unanswered':
      return proof.sentence
  }
}

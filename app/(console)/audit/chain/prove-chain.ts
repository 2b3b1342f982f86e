import { type ChainRow, chainStart, chainText, type Link, whyBroken } from '@/lib/domain/audit/chain'

type Sent = { marketplaceId: string; rows: (Omit<ChainRow, 'seq' | 'at'> & { seq: string; at: string })[] }
export type Proof =
  | { state: 'whole'; rows: bigint; head: string }
  | { state: 'broken'; brokenAt: bigint; why: string }
  | { state: 'unanswered'; sentence: string }

/**
 * Reads the chain in pages and recomputes every hash here, in the browser: the server is asked for rows, never for a
 * verdict. `told` hears how far it has come.
 */
export async function proveChain(told: (rows: bigint) => void): Promise<Proof> {
  let at: Link = { seq: 0n, hash: chainStart }
  for (;;) {
    const response = await fetch(`/audit/rows?after=${at.seq}`, { cache: 'no-store' })
    if (!response.ok) return { state: 'unanswered', sentence: (await response.text()).trim() }
    const { marketplaceId, rows } = (await response.json()) as Sent
    if (rows.length === 0) return { state: 'whole', rows: at.seq, head: at.hash }
    for (const sent of rows) {
      const row: ChainRow = { ...sent, seq: BigInt(sent.seq), at: new Date(sent.at) }
      const why = whyBroken(at, row, await sha256(chainText(row.prevHash, marketplaceId, row.seq, row)))
      if (why) return { state: 'broken', brokenAt: at.seq + 1n, why }
      at = { seq: row.seq, hash: row.hash }
    }
    told(at.seq)
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

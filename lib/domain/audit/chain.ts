import { canonicalJson } from '../base/canonical-json'

/** What one act says of itself. */
export type AuditedFacts = {
  at: Date
  actorKind: string
  actorId: string
  action: string
  subject: string
  detail: { [key: string]: unknown }
}
/** A row as it stands: the act, its place, and the two hashes that hold it there. */
export type ChainRow = AuditedFacts & { seq: bigint; prevHash: string; hash: string }
/** The row that the next one has to hang on. */
export type Link = { seq: bigint; hash: string }

/** The hash that the first row of a chain hangs on. */
export const chainStart = '0'.repeat(64)

/**
 * The text whose SHA-256 is a row's hash: everything the row says, its place, its marketplace, and the hash before it. Server, command line and
 * browser hash this very text, so that each can prove the chain without the others.
 */
export function chainText(prevHash: string, marketplaceId: string, seq: bigint, facts: AuditedFacts): string {
  const { at, actorKind, actorId, action, subject, detail } = facts
  return canonicalJson({ prevHash, marketplaceId, seq, at, actorKind, actorId, action, subject, detail })
}

/** Why a row cannot follow the one before it, or null where it does; `recomputed` is the hash of its text. */
export function whyBroken(before: Link, row: ChainRow, recomputed: string): string | null {
  if (row.seq !== before.seq + 1n) return 'a row is missing'
  if (row.prevHash !== before.hash) return 'it does not hang on the row before'
  return row.hash === recomputed ? null : 'its text was changed'
}

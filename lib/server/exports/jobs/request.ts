import type { Ctx } from '../../context'
import { blindIndex, open, type Place, seal } from '../../crypto/seal'
import { canonicalJson, sha256 } from '../../digest/natural-id'
import type { FileAsked } from '../list-file'

/** What was asked for, whole, and by whom. */
export type ExportRequest = { askedBy: string; asked: FileAsked }

const placeOf = (marketplaceId: string, id: string): Place => {
  return { marketplaceId, table: 'export_job', column: 'asked_enc', row: id }
}

/** A filter says whom somebody looked for, and decides what the worker reads: sealed it tells nobody, and bears no change. */
export function sealRequest(ctx: Ctx, id: string, request: ExportRequest): string {
  return seal(placeOf(ctx.actor.marketplaceId, id), JSON.stringify(request))
}

/** Null where it is gone, was changed, or belongs to another export. */
export function openRequest(ctx: Ctx, id: string, sealed: string | null): ExportRequest | null {
  if (sealed === null) return null
  try {
    return revived(JSON.parse(open(placeOf(ctx.actor.marketplaceId, id), sealed)) as ExportRequest)
  } catch {
    return null
  }
}

/** Equal for the same question of the same person, and tells nothing of it. */
export function requestKey(ctx: Ctx, request: ExportRequest): string {
  return blindIndex(ctx.actor.marketplaceId, sha256(canonicalJson(request)))
}

function revived({ askedBy, asked }: ExportRequest): ExportRequest {
  if (asked.list !== 'exceptions' || !asked.input.filter.dueBefore) return { askedBy, asked }
  const filter = { ...asked.input.filter, dueBefore: new Date(asked.input.filter.dueBefore) }
  return { askedBy, asked: { ...asked, input: { ...asked.input, filter } } }
}

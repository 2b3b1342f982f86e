import { isWayToAssign, spread } from '@/lib/domain/exceptions/desk/pick-owner'
import type { Ctx } from '../../context'
import { listCandidates } from './candidates'

/** Who gets each of so many exceptions: the person that was named, or whom the way says; null where nobody is. */
export async function ownersFor(ctx: Ctx, named: string | null, count: number): Promise<(string | null)[]> {
  if (named === null || !isWayToAssign(named)) return Array.from({ length: count }, () => named)
  const given = spread(await listCandidates(ctx), count, named, ctx.now)
  return Array.from({ length: count }, (_, nth) => given[nth] ?? null)
}

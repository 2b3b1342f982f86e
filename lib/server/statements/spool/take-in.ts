import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../../context'
import { mostFileBytes, type SpooledFile, spoolFile } from './spool-file'
import { takeSpoolSlot } from './spool-slots'

export type NotTaken = 'too_large' | 'cut_off' | 'empty' | 'busy'

/**
 * Takes the body of a request in as a file, while not too many others are, and forgets it when the work is done. Whoever
 * calls has asked before whether this actor may: none of it is read for those who may not.
 */
export async function withFile<T>(
  ctx: Ctx,
  request: Request,
  work: (file: SpooledFile) => Promise<T>,
): Promise<Result<T, NotTaken>> {
  const giveBack = takeSpoolSlot(ctx.actor.marketplaceId)
  if (!giveBack) return refuse('busy')
  try {
    const file = await takeIn(request)
    if (!file.ok) return file
    try {
      return ok(await work(file.value))
    } finally {
      await file.value.dispose()
    }
  } finally {
    giveBack()
  }
}

async function takeIn(request: Request): Promise<Result<SpooledFile, NotTaken>> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > mostFileBytes) return refuse('too_large')
  if (!request.body) return refuse('empty')
  let file: Result<SpooledFile, 'too_large' | 'empty'>
  try {
    file = await spoolFile(request.body)
  } catch {
    return refuse('cut_off') // the connection ended before the file did
  }
  if (!file.ok || announced === null || Number(announced) === file.value.bytes) return file
  await file.value.dispose()
  return refuse('cut_off')
}

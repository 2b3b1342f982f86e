import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canonicalJson, sha256 } from '../digest/natural-id'
import { env } from '../env'

/** Where a page ended: the sorted column's value and the id, as text. */
export type CursorPlace = { value: string; id: string; backward: boolean }

/**
 * A page's place in one list of one marketplace, signed: `scope` is everything that makes the list what it is (tenant,
 * filter, sort). A cursor that was changed, or taken to another list, is refused.
 */
export function signCursor(scope: unknown, place: CursorPlace): string {
  const body = Buffer.from(JSON.stringify([place.value, place.id, place.backward ? 1 : 0])).toString('base64url')
  return `${body}.${signature(scope, body)}`
}

export function openCursor(scope: unknown, cursor: string): Result<CursorPlace, 'bad_cursor'> {
  const [body, signed, rest] = cursor.split('.')
  if (!body || !signed || rest !== undefined) return refuse('bad_cursor')
  const expected = Buffer.from(signature(scope, body))
  const given = Buffer.from(signed)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return refuse('bad_cursor')
  const [value, id, backward] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number]
  return ok({ value, id, backward: backward === 1 })
}

export const badCursorSentence =
  'This page link does not belong to this list any more: it was changed, or the filter was. Start again from the first page.'

function signature(scope: unknown, body: string): string {
  const key = `cursor:${env().NEXTAUTH_SECRET}`
  return createHmac('sha256', key)
    .update(`${sha256(canonicalJson(scope))}.${body}`)
    .digest('base64url')
    .slice(0, 32)
}

import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { type Act, isRepair, type Particulars } from '@/lib/domain/resolutions/act'
import {
  canPropose,
  checkParticulars,
  type ParticularsRefusal,
  type ProposeRefusal,
} from '@/lib/domain/resolutions/can-propose'
import { type RequestRefusal, requestIn } from '../approvals/request-approval'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import type { Sql } from '../db/transaction'
import { limitsNow } from '../limits/queries'
import { elsewhereWish } from './acts/pay-elsewhere'
import { repairWish } from './acts/repair-at-stripe'
import { writeOffWish } from './acts/write-off'
import { type Loaded, loadItem } from './load-item'
import { type ActRefusal, performAct } from './perform-act'

export type ProposeInput = { id: string; version: number; act: Act; note: string; particulars: Particulars }
export type Proposed = { way: 'at_once'; resolutionId: string } | { way: 'second_person'; approvalId: string }
export type ProposeResult = Result<
  Proposed,
  ProposeRefusal | ParticularsRefusal | ActRefusal | RequestRefusal | 'not_found'
>

/**
 * Does what a person proposes, or asks for a second person where the act takes two: then nothing is written but the
 * request, and the act is done in the transaction of the second person's yes.
 */
export function proposeResolution(ctx: Ctx, input: ProposeInput): Promise<ProposeResult> {
  return allOrNone<ProposeResult>(ctx, async (sql) => {
    const loaded = await loadItem(sql, ctx, input.id)
    if (!loaded) return refuse('not_found')
    const verdict = canPropose(loaded.item, ctx.actor, input.act, loaded.standing, await limitsNow(sql, ctx))
    if (!verdict.ok) return verdict
    const stated = checkParticulars(input.act, input.particulars, ctx.now)
    if (!stated.ok) return stated
    if (loaded.item.version !== input.version) return refuse('stale')
    const note = cleanText(input.note, 2000)
    if (verdict.value === 'second_person') return ask(sql, ctx, loaded, { ...input, note })
    const done = await performAct(sql, ctx, loaded, { ...input, note, approvalId: null })
    return done.ok ? ok({ way: 'at_once', resolutionId: done.value }) : done
  })
}

async function ask(
  sql: Sql,
  ctx: Ctx,
  loaded: Loaded,
  { act, particulars, note }: ProposeInput,
): Promise<ProposeResult> {
  const wish = isRepair(act)
    ? await repairWish(sql, ctx, loaded, act)
    : ok(act === 'refund_elsewhere' ? elsewhereWish(loaded.item, particulars) : writeOffWish(loaded.item))
  if (!wish.ok) return wish
  const asked = await requestIn(sql, ctx, { ...wish.value, reason: note })
  return asked.ok ? ok({ way: 'second_person', approvalId: asked.value }) : asked
}

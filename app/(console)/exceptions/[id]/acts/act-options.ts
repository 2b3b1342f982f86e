import { type Resolution, resolutionSentences, resolutionsFor } from '@/lib/domain/exceptions/resolution'
import type { Limits } from '@/lib/domain/limits/limits'
import { type Act, actSentences, type ResolvableItem } from '@/lib/domain/resolutions/act'
import { actsFor } from '@/lib/domain/resolutions/acts-for'
import { canPropose, proposeSentences } from '@/lib/domain/resolutions/can-propose'
import { undoWords } from '@/lib/domain/resolutions/can-undo'
import { effectOf } from '@/lib/domain/resolutions/effect'
import type { Ctx } from '@/lib/server/context'
import type { ResolutionView } from '@/lib/server/resolutions/queries'

export type ActOption = {
  value: string
  label: string
  act: Act | null
  effect: { now: string; after: string } | null
  undo: string
  needsSecond: boolean
  refusal: string | null
}

/** What the dialog offers: acts first, each with what it changes; then reasons that change nothing but the queue. */
export function actOptions(
  ctx: Ctx,
  item: ResolvableItem,
  done: readonly ResolutionView[],
  limits: Limits,
): ActOption[] {
  const standing = done
    .filter(({ undoneAt }) => undoneAt === null)
    .map(({ act, intentState }) => ({
      act,
      hasFailed: intentState === 'refused',
      isUnknown: intentState === 'unknown',
    }))
  const acts = actsFor(item).map((act): ActOption => {
    const verdict = canPropose(item, ctx.actor, act, standing, limits)
    return {
      value: act,
      label: actSentences[act],
      act,
      effect: effectOf(act, item),
      undo: undoWords[act],
      needsSecond: verdict.ok && verdict.value === 'second_person',
      refusal: verdict.ok ? null : proposeSentences[verdict.reason],
    }
  })
  return [...acts, ...resolutionsFor(item.kind).filter(isOnlyReason).map(reasonOption)]
}

/** These have an act of their own. */
function isOnlyReason(reason: Resolution): boolean {
  return reason !== 'accepted_difference' && reason !== 'not_ours' && reason !== 'paid_another_way'
}

function reasonOption(reason: Resolution): ActOption {
  return {
    value: `${reasonMark}${reason}`,
    label: resolutionSentences[reason],
    act: null,
    effect: null,
    undo: 'It was done elsewhere: nothing changes here but the queue. Reopen brings it back.',
    needsSecond: false,
    refusal: null,
  }
}
export const reasonMark = 'reason:'

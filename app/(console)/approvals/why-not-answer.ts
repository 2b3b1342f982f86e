import { proofSentence } from '@/lib/domain/access/proof'
import type { Approval } from '@/lib/domain/approvals/approval'
import { aboveLimit, canApprove } from '@/lib/domain/approvals/can-approve'
import { canDecide, decideSentences } from '@/lib/domain/approvals/can-decide'
import type { Limits } from '@/lib/domain/limits/limits'
import type { Ctx } from '@/lib/server/context'

type WhyNot = { disabledReason: string | null; yesDisabledReason: string | null }
const words = { ...decideSentences, above_limit: aboveLimit, proof_needed: proofSentence }

/** Why this person does not answer at all, or only not with yes. */
export function whyNotAnswer(approval: Approval, { actor, now }: Ctx, limits: Limits): WhyNot {
  const any = canDecide(approval, actor, approval.payloadHash, now)
  const yes = canApprove(approval, actor, approval.payloadHash, now, limits)
  return { disabledReason: any.ok ? null : words[any.reason], yesDisabledReason: yes.ok ? null : words[yes.reason] }
}

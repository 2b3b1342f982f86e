import { keyToUse } from '@/lib/domain/intents/key-to-use'
import { intentPolicy } from '@/lib/domain/intents/policy'
import { AccountUnreachable } from '@/lib/providers/errors'
import type { ActResult, Provider, ProviderAct, Target } from '@/lib/providers/port'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { actOf } from './intent'
import { keepObject, markSent, type OpenIntent, settle, type Verdict } from './journal'

/** Neither done nor refused for sure: it rests and is tried again. */
export class StillOpen extends Error {
  override name = 'StillOpen'
}

type Step = { ctx: Ctx; provider: Provider; intent: OpenIntent; act: ProviderAct; wasSent: boolean }

/**
 * Brings one intent as far as it goes now, and answers its verdict. The law: nothing is sent before a look at the target
 * has shown that it is not there; what is there is taken; what is taken is read back and held against what was asked; and
 * nothing is called refused while an earlier send may have been applied. Throws where the verdict has to wait.
 */
export async function performIntent(ctx: Ctx, provider: Provider, intent: OpenIntent): Promise<Verdict> {
  const act = actOf(ctx.actor.marketplaceId, intent)
  const step = { ctx, provider, intent, act, wasSent: intent.firstSentAt !== null }
  const known = intent.objectId
  const verdict = known === null ? await bringAbout(step) : await confirm(step, known, intent.requestId === null)
  await settle(ctx, provider, intent, verdict)
  return verdict
}

async function bringAbout(step: Step): Promise<Verdict> {
  const { ctx, provider, intent, act, wasSent } = step
  const { verdict: seen, isWhole } = await look(step)
  if (seen) return seen
  const key = keyToUse(intent, ctx.now)
  if (key === 'renewed' && !isWhole) return { state: 'mismatched', objectId: null, why: nobodyKnows }
  if (key === 'wait') throw new StillOpen('not there, its key may be forgotten, and its last send may be on its way')
  const notAfter = new Date(wallClock().getTime() + intentPolicy.sendWithinMinutes * 60_000)
  const idempotencyKey = await markSent(ctx, intent, key === 'renewed')
  if (idempotencyKey === undefined) throw new StillOpen('another worker has sent it')
  const answer = await provider.execute(act, { idempotencyKey, notAfter })
  if (answer.state === 'applied') {
    await keepObject(ctx, intent.id, answer.objectId, answer.requestId)
    return confirm(step, answer.objectId, false)
  }
  if (answer.state === 'refused' && answer.isOnlyAnswer && !wasSent) return answer
  return afterDoubt({ ...step, wasSent: true }, answer)
}

/** A list that no sum proves may have left it out, and its first key is forgotten: a second send could be a second act. */
const nobodyKnows =
  'it was sent, its answer was lost, and Stripe lists nothing that carries it: whether it stands, only a look at Stripe tells'

/** The verdict that what stands at the target gives; none where the act is not there and may be sent. */
type Seen = { verdict: Verdict | undefined; isWhole: boolean }

async function look(step: Step): Promise<Seen> {
  const found = await findTarget(step)
  if ('verdict' in found) return { verdict: found.verdict, isWhole: true }
  return { verdict: await verdictOn(step, found.target), isWhole: found.target.isWhole }
}

type Found = Extract<Target, { state: 'found' }>

async function findTarget(step: Step): Promise<{ target: Found } | { verdict: Verdict }> {
  const { provider, act, wasSent } = step
  let target: Target
  try {
    target = await provider.lookAt(act)
  } catch (error) {
    if (!(error instanceof AccountUnreachable) || wasSent) throw error
    return { verdict: refused('account_unreachable', error.message) }
  }
  if (target.state === 'found') return { target }
  if (wasSent) throw new StillOpen('it was sent, and its target is no longer shown')
  return { verdict: refused('resource_missing', 'the provider does not know the target') }
}

async function verdictOn(step: Step, target: Found): Promise<Verdict | undefined> {
  const { ctx, provider, intent, act, wasSent } = step
  const [objectId, second] = target.carrying
  if (second !== undefined) {
    return {
      state: 'mismatched',
      objectId: objectId ?? null,
      why: `carried out more than once: ${target.carrying.join(', ')}`,
    }
  }
  if (objectId !== undefined) {
    await keepObject(ctx, intent.id, objectId, null)
    return confirm(step, objectId, true)
  }
  return wasSent ? undefined : objectionTo(act, provider, target)
}

/** What a provider would take without a word, and what nobody asked for. */
function objectionTo(act: ProviderAct, provider: Provider, { livemode, currency }: Found): Verdict | undefined {
  if (livemode !== provider.livemode)
    return refused('livemode_mismatch', `the target is ${livemode ? 'live' : 'test'} money`)
  if (currency !== act.currency)
    return refused('currency_mismatch', `the target is in ${currency}, asked was ${act.currency}`)
  return undefined
}

/** A refusal after a send without an answer, or an answer that cannot be read: what stands there decides. */
async function afterDoubt(step: Step, answer: Exclude<ActResult, { state: 'applied' }>): Promise<Verdict> {
  const { verdict, isWhole } = await look(step)
  if (verdict) return verdict
  if (!isWhole) throw new StillOpen('an earlier send may stand, and no list proves that it does not')
  if (answer.state === 'unreadable') throw new StillOpen(`the answer is ${answer.reason}, and the act is not there`)
  // Said before Stripe looked at the key: it tells nothing about an earlier send that may still be on its way.
  if (answer.code === 'account_unreachable') throw new StillOpen(answer.message)
  return answer
}

async function confirm({ provider, act }: Step, objectId: string, isFound: boolean): Promise<Verdict> {
  const found = await provider.readBack(act, objectId)
  if (found.state === 'gone') throw new StillOpen(`${objectId} is not shown`)
  if (found.state === 'differs') return { state: 'mismatched', objectId, why: found.differences.join('; ') }
  return { state: 'confirmed', objectId, isFound }
}

function refused(code: string, message: string): Verdict {
  return { state: 'refused', code, message, requestId: null }
}

import { amountPhrase } from '@/components/finance/amount'
import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import {
  canAskReopen,
  canConfirm,
  canConfirmReopen,
  canWithdraw,
  closeSentences,
  pendingRequest,
} from '@/lib/domain/close/can-act'
import type { Month, Scope } from '@/lib/domain/close/period'
import type { Explanation, PeriodView } from '@/lib/server/close/queries'
import { AskDialog } from './ask-dialog'
import { SecondDialog } from './second-dialog'

type PeriodActsProps = {
  view: PeriodView
  actor: Actor
  place: { month: Month; scope: Scope }
  explanations: readonly Explanation[]
  isLast: boolean
}

/** What may be done next, each with the verdict that the command would give. */
export function PeriodActs({ view, actor, place, explanations, isLast }: PeriodActsProps) {
  const { period, checks, unchanged } = view
  const state = period?.state ?? 'open'
  if (period && state === 'closed') {
    const verdict = canAskReopen(period, isLast, actor)
    return <SecondDialog act="askReopen" {...place} disabledReason={wordOf(verdict)} />
  }
  if (period && state === 'reopen_asked') {
    return (
      <>
        <SecondDialog act="openAgain" {...place} disabledReason={wordOf(canConfirmReopen(period, isLast, actor))} />
        <Withdraw period={period} place={place} actor={actor} />
      </>
    )
  }
  const now = { checksHold: checks.every(({ ok }) => ok), unchanged }
  return (
    <>
      <AskDialog
        {...place}
        disabledReason={askReason(view, actor, explanations)}
        explanations={explanations.map(({ number, kind, accountId, amountMinor, currency }) => ({
          number: number.toString(),
          label: `EX-${number} ${kind.toLowerCase().replaceAll('_', ' ')}, ${amountPhrase(amountMinor, currency)}, ${accountId}`,
        }))}
      />
      {period && state === 'asked' ? (
        <SecondDialog
          act="confirm"
          {...place}
          seenHash={period.seenHash}
          disabledReason={wordOf(canConfirm(period, now, actor))}
        />
      ) : null}
      {period ? <Withdraw period={period} place={place} actor={actor} /> : null}
    </>
  )
}

type WithdrawProps = { period: NonNullable<PeriodView['period']> } & Pick<PeriodActsProps, 'place' | 'actor'>

function Withdraw({ period, place, actor }: WithdrawProps) {
  const request = pendingRequest(period)
  if (!request || !canWithdraw(request, actor).ok) return null
  const act = request.by === actor.id ? 'takeBack' : 'decline'
  return <SecondDialog act={act} {...place} askedAt={request.at} disabledReason={null} />
}

/** A residual alone holds nobody up: whoever asks may name what explains it. */
function askReason({ checks }: PeriodView, actor: Actor, explanations: readonly Explanation[]): string | null {
  if (!can(actor, 'close.request')) return closeSentences.not_permitted
  const missing = checks.filter(({ ok, code }) => !ok && !(code === 'balances_proven' && explanations.length > 0))
  return missing[0]?.sentence ?? null
}

function wordOf(verdict: { ok: true } | { ok: false; reason: keyof typeof closeSentences }): string | null {
  return verdict.ok ? null : closeSentences[verdict.reason]
}

import { dayInZone } from '../base/calendar-day'
import { say } from '../reconciliation/describe'
import { balancesCheck } from './balances-check'
import type { Check, Figure } from './check'
import type { NamedException } from './facts'
import { type Control, controls, type PeriodFacts } from './facts'
import { isBalanced, trialBalance } from './trial-balance'

/**
 * Law: a month is closed when it is over, follows a closed one, holds everything that Stripe has said, rests on balances
 * that are proven or whose residual is explained to the cent by exceptions that somebody names, and ties out with what
 * does not come from the ledger. Each condition stands alone, with a sentence and its figures; all must hold.
 */
export function checksOf(facts: PeriodFacts, named: readonly NamedException[], now: Date): Check[] {
  return [
    endedCheck(facts, now),
    orderCheck(facts),
    postedCheck(facts),
    balancesCheck(facts, named),
    trialCheck(facts),
    openingCheck(facts),
    ...controls.map((control) => tieCheck(facts, control)),
  ]
}

export function canClose(checks: readonly Check[]): boolean {
  return checks.every(({ ok }) => ok)
}

function endedCheck({ month, zone, endsAt }: PeriodFacts, now: Date): Check {
  const ok = now >= endsAt
  const lastDay = dayInZone(new Date(endsAt.getTime() - 1), zone)
  const sentence = ok ? `${month} is over in ${zone}.` : `${month} ends in ${zone} with ${lastDay}.`
  return { code: 'ended', ok, sentence, figures: [] }
}

function orderCheck({ earlierOpen }: PeriodFacts): Check {
  const sentence = earlierOpen === null ? 'No earlier month is open.' : `${earlierOpen} moved money and is still open.`
  return { code: 'in_order', ok: earlierOpen === null, sentence, figures: [] }
}

function postedCheck({ unposted }: PeriodFacts): Check {
  const sentence =
    unposted === 0n
      ? 'Every movement that Stripe reported is in the ledger.'
      : `${unposted} movement${unposted === 1n ? '' : 's'} of this month or before ${unposted === 1n ? 'waits' : 'wait'} to be posted.`
  return { code: 'posted', ok: unposted === 0n, sentence, figures: [] }
}

function trialCheck({ accounts }: PeriodFacts): Check {
  const rows = trialBalance(accounts)
  const broken = rows.filter((row) => !isBalanced(row))
  const figures = rows.map(({ currency, debitMinor }) => ({
    label: 'Debits of the month',
    minor: debitMinor,
    currency,
  }))
  const sentence =
    broken.length === 0
      ? `Debits equal credits in ${rows.length} currenc${rows.length === 1 ? 'y' : 'ies'}, at the opening, in the month and at the close.`
      : `Debits and credits differ in ${broken.map(({ currency }) => currency.toUpperCase()).join(', ')}.`
  return { code: 'trial_balance', ok: broken.length === 0, sentence, figures }
}

function openingCheck({ accounts, closedBefore }: PeriodFacts): Check {
  if (closedBefore === null) {
    return { code: 'opening', ok: true, sentence: 'No month before it was closed: it opens with history.', figures: [] }
  }
  const closed = new Map(closedBefore.map((row) => [`${row.ledgerAccount} ${row.currency}`, row]))
  const opened = new Map(accounts.map((row) => [`${row.ledgerAccount} ${row.currency}`, row]))
  const figures: Figure[] = []
  for (const key of new Set([...closed.keys(), ...opened.keys()])) {
    const off = (opened.get(key)?.openingMinor ?? 0n) - (closed.get(key)?.closingMinor ?? 0n)
    const { ledgerAccount = '', currency = '' } = opened.get(key) ?? closed.get(key) ?? {}
    if (off !== 0n) figures.push({ label: ledgerAccount, minor: off, currency, about: { ledgerAccount } })
  }
  const sentence =
    figures.length === 0
      ? `All ${closed.size} accounts open with what they closed with.`
      : `${figures.length} account${figures.length === 1 ? '' : 's'} would open otherwise than the month before was closed.`
  return { code: 'opening', ok: figures.length === 0, sentence, figures }
}

const sources: Record<Control, string> = {
  stripe_clearing: 'the sum of Stripe’s own balance transactions',
  seller_payable: 'the sum of the sub-ledger: all transfers and reversals, seller by seller',
  connect_reserve: 'what Stripe’s reserve movements hold',
  risk_reserve: 'what Stripe’s risk reserve movements hold',
}

/** Both sides account by account; where one differs, the figure is the difference. */
function tieCheck({ ties }: PeriodFacts, control: Control): Check {
  const own = ties.filter((tie) => tie.control === control)
  const off = own.filter(({ ledgerMinor, otherMinor }) => ledgerMinor !== otherMinor)
  if (off.length > 0) {
    const figures = off.map(({ account, currency, ledgerMinor, otherMinor }) => ({
      label: `${account}: ledger less ${sources[control]}`,
      minor: ledgerMinor - otherMinor,
      currency,
      about: { ledgerAccount: account },
    }))
    const first = off[0] ? say(off[0].ledgerMinor - off[0].otherMinor, off[0].currency) : ''
    const sentence = `${off.length} of ${own.length} differ from ${sources[control]}; the first by ${first}.`
    return { code: control, ok: false, sentence, figures }
  }
  const totals = new Map<string, bigint>()
  for (const { currency, ledgerMinor } of own) totals.set(currency, (totals.get(currency) ?? 0n) + ledgerMinor)
  const figures = [...totals].map(([currency, minor]) => ({ label: 'Both sides', minor, currency }))
  const sentence = own.length === 0 ? 'There is none.' : `Equal to ${sources[control]}, ${own.length} of ${own.length}.`
  return { code: control, ok: true, sentence, figures }
}

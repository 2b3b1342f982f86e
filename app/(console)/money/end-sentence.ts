import { amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { formatDay } from '@/components/moment/instants'
import type { LifeGraph } from '@/lib/domain/money-life/life'
import { cameBack } from '@/lib/domain/money-life/sums'
import type { PayoutEnd } from '@/lib/server/money-life/load-payouts'

/** Where a payout's way ends: at a bank line, back at Stripe, or as far as anybody has said. */
export function endSentence(end: PayoutEnd, graph: LifeGraph): string {
  const what = `Payout ${shortId(end.payoutId)} of ${amountPhrase(end.amountMinor, end.currency)}`
  const line = graph.nodes.find((node) => node.kind === 'bank_payout' && node.objectId === end.payoutId)
  const booked = line ? formatDay(line.at.toISOString().slice(0, 10)) : null
  if (cameBack(graph).has(end.payoutId)) {
    const sent = graph.nodes.some((node) => node.kind === 'bank_return' && node.objectId === end.payoutId)
    const at = booked === null ? '' : ` The bank had booked it on ${booked}${sent ? ' and sent it back' : ''}.`
    return `${what} came back: the money is on the balance again.${at}`
  }
  if (booked !== null) return `${what} arrived: the bank booked it on ${booked}.`
  return `${what} ${statusWords(end)}${statementWords(end)}`
}

function statusWords({ status, arrivalOn, traceId }: PayoutEnd): string {
  const trace = traceId === null ? '' : `, trace ${traceId}`
  const day = arrivalOn === null ? '' : ` ${formatDay(arrivalOn)}`
  if (status === 'paid') return `is paid, as Stripe says${day && `, and was due at the bank on${day}`}${trace}.`
  if (status === 'pending' || status === 'in_transit')
    return `is on its way${day && `, due at the bank on${day}`}${trace}.`
  return `is ${status ?? 'of a state that Stripe has not said'}${trace}.`
}

function statementWords({ bankAccountId, statementsUntil, arrivalOn }: PayoutEnd): string {
  if (bankAccountId === null)
    return ' No statement of that bank account is imported here, so its way ends with Stripe’s word.'
  if (statementsUntil === null) return ' No statement of its bank account has been imported yet.'
  if (arrivalOn !== null && statementsUntil < arrivalOn)
    return ` Statements are here until ${formatDay(statementsUntil)}.`
  return ` Statements are here until ${formatDay(statementsUntil)}, and no line of them is tied to it.`
}

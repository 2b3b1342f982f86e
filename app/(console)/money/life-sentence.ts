import { amountPhrase } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import type { LifeGraph } from '@/lib/domain/money-life/life'
import { type Shares, sharesOf } from '@/lib/domain/money-life/shares'
import { cameBack, sumsOf } from '@/lib/domain/money-life/sums'
import type { MoneyLife } from '@/lib/server/money-life/queries'
import { endSentence } from './end-sentence'
import { kindWord } from './kind-words'

type NameOf = (accountId: string) => string
export type Said = { text: string; minor: bigint; currency: string }

/** The sentence first: what the customer paid and who has it now; where nobody paid, what this money is. */
export function lifeSentence(life: MoneyLife, nameOf: NameOf): Said {
  const shares = sharesOf(life.graph, life.platforms)
  const [first] = shares
  if (first) {
    const from = life.orders.length === 1 ? ` from order ${life.orders[0]}` : ''
    const told = shares.map((share, at) => customerSentence(share, life, nameOf, at === 0 ? from : ''))
    return { text: told.join(' '), minor: first.takenMinor, currency: first.currency }
  }
  return withoutCustomer(life)
}

function customerSentence(share: Shares, life: MoneyLife, nameOf: NameOf, from: string): string {
  const { currency } = share
  const say = (minor: bigint) => amountPhrase(minor, currency)
  const clauses = [
    ...share.sellers
      .filter(({ minor }) => minor !== 0n)
      .map(({ accountId, minor }) => sellerClause(accountId, minor, currency, life, nameOf)),
    share.platformMinor < 0n
      ? `the platform is ${say(-share.platformMinor)} short`
      : `${say(share.platformMinor)} is the platform’s`,
    ...clause(share.stripeMinor, `${say(share.stripeMinor)} went to Stripe in fees`),
    ...clause(share.refundedMinor, `${say(share.refundedMinor)} was refunded`),
    ...clause(share.disputedMinor, `${say(share.disputedMinor)} is disputed or lost`),
    ...clause(share.unseenMinor, unseenClause(share, life, nameOf)),
  ]
  return `${say(share.takenMinor)}${from}: ${clauses.join(', ')}.`
}

/** Whoever is paid in another currency has what his account says; else the other side has not been read yet. */
function unseenClause({ currency, unseenMinor }: Shares, { graph, platforms }: MoneyLife, nameOf: NameOf): string {
  const amount = amountPhrase(unseenMinor, currency)
  const elsewhere = sumsOf(graph).filter((sum) => sum.currency !== currency && sum.stripeMinor !== 0n)
  if (elsewhere.length === 0) return `${amount} is seen on one side alone so far`
  const told = elsewhere.map(
    (sum) =>
      `${amountPhrase(sum.stripeMinor, sum.currency)} for ${platforms.includes(sum.accountId) ? 'the platform' : nameOf(sum.accountId)}`,
  )
  return `${amount} was converted and is ${told.join(' and ')}`
}

const clause = (minor: bigint, words: string) => (minor === 0n ? [] : [words])

function sellerClause(accountId: string, minor: bigint, currency: string, life: MoneyLife, nameOf: NameOf): string {
  const [all, name] = [amountPhrase(minor, currency), nameOf(accountId)]
  if (minor < 0n) return `${name} owes ${amountPhrase(-minor, currency)}`
  const { minor: reached, days } = reachedBank(accountId, currency, life)
  const on = days.length === 1 ? ` on ${formatDay(days[0] ?? '')}` : ''
  if (reached === minor) return `${all} reached the bank of ${name}${on}`
  const part = reached > 0n ? `, ${amountPhrase(reached, currency)} of it at the bank${on}` : ''
  return `${all} is for ${name}${part}`
}

/** What payouts that Stripe reports as paid, and that stayed away, took of this money; and when they were due. */
function reachedBank(accountId: string, currency: string, { graph, ends }: MoneyLife) {
  const [byKey, back] = [new Map(graph.nodes.map((node) => [node.key, node])), cameBack(graph)]
  const paid = new Map(
    ends.flatMap((end) => (end.status === 'paid' && !back.has(end.payoutId) ? [[end.payoutId, end]] : [])),
  )
  const parts = graph.edges.flatMap(({ kind, from, to, partMinor }) => {
    const [row, end] = [byKey.get(from), paid.get(byKey.get(to)?.objectId ?? '')]
    const isHis = kind === 'paid_out_in' && row?.accountId === accountId && row.currency === currency
    return isHis && end ? [{ minor: partMinor ?? 0n, day: end.arrivalOn }] : []
  })
  return {
    minor: parts.reduce((sum, part) => sum + part.minor, 0n),
    days: [...new Set(parts.flatMap(({ day }) => (day === null ? [] : [day])))],
  }
}

function withoutCustomer({ graph, ends }: MoneyLife): Said {
  const [end] = ends
  if (end) return { text: endSentence(end, graph), minor: end.amountMinor, currency: end.currency }
  const [node] = graph.nodes.filter(({ side }) => side !== 'ledger')
  if (!node) return { text: 'Nothing has moved yet.', minor: 0n, currency: 'eur' }
  const said = { minor: node.amountMinor, currency: node.currency }
  const amount = amountPhrase(node.amountMinor < 0n ? -node.amountMinor : node.amountMinor, node.currency)
  return { ...said, text: `${amount}: ${saysOf(graph, kindWord(node))}` }
}

function saysOf({ nodes }: LifeGraph, word: string): string {
  if (nodes.every(({ side }) => side === 'books'))
    return `the books have it as “${word}”, and Stripe has nothing of it.`
  if (nodes.every(({ side }) => side === 'bank')) return 'the bank booked it, and no movement at Stripe is tied to it.'
  if (nodes.every(({ counts }) => !counts)) return `${word} at Stripe, and nothing has moved on a balance yet.`
  return `${word} at Stripe.`
}

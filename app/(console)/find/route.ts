import { amountPhrase } from '@/components/finance/amount'
import { kindWord } from '@/components/finance/kind-words'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { findAnything, type Hits, longestWords } from '@/lib/server/find/find-anything'
import { moneyHref } from '../money/search-params'
import type { Hit } from './hit'

/** What bears the words, as places to go to. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const words = new URL(request.url).searchParams.get('q') ?? ''
  if (words.length > longestWords) return plain('That is too long to be an id, a name or an amount.', 400)
  return Response.json({ hits: hitsOf(await findAnything(ctx, words)) }, { headers: { 'cache-control': 'no-store' } })
}

function hitsOf({ exceptions, money, sellers, payouts }: Hits): Hit[] {
  return [
    ...exceptions.map(({ id, number, kind, state, amountMinor, currency }) => ({
      group: 'Exceptions' as const,
      label: `EX-${number} ${kindWord(kind)}`,
      detail: `${amountPhrase(amountMinor, currency)}, ${state}`,
      href: `/exceptions/${id}`,
    })),
    ...(money === null
      ? []
      : [{ group: 'Money' as const, label: money, detail: 'the life of this money', href: moneyHref(money) }]),
    ...sellers.map(({ accountId, name }) => ({
      group: 'Sellers' as const,
      label: name,
      detail: accountId,
      href: `/sellers/${accountId}`,
    })),
    ...payouts.map(({ id, amountMinor, currency }) => ({
      group: 'Payouts' as const,
      label: amountPhrase(amountMinor, currency),
      detail: id,
      href: `/payouts/${id}`,
    })),
  ]
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

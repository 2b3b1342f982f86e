import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { contractFromInput, feeContractInput } from '@/lib/domain/books/fee-contract-input'
import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { decideFamily } from '@/lib/domain/reconciliation/decide-family'
import type { Entry, Leg, Movement, PayoutItems } from '@/lib/domain/reconciliation/facts'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import { settlementFrom } from '@/lib/domain/reconciliation/settlement'
import type { BalanceEntry } from '../../port'
import { feePayerFrom } from '../facts/facts-from-account'
import { factsFromBalanceTransaction } from '../facts/facts-from-balance-transaction'
import { stateFrom } from '../facts/facts-from-object'
import type { Reading } from '../facts/reading'
import { judgeBalances } from './judge-balances'
import { judgeBank, type SceneBank, type TiedPair } from './judge-bank'
import { portionFamilies } from './portion-families'

export type Found = { kind: string; object: string; currency: string; amountMinor: string }

/** A world as anybody may see it from outside, and what is to be found in it. */
export type Scene = {
  name: string
  now: string
  platform: string
  objects: Record<string, RawObject[]>
  balances: Record<string, RawObject>
  payoutItems: Record<string, string[]>
  bookLines: { type: 'book_entry' | 'fee_contract'; body: RawObject }[]
  bank: SceneBank[]
  expected: Found[]
}

type Judged = { found: Found[]; splitsApart: string[]; tied: TiedPair[] }

/** Any small world is one portion. */
const mostFactsAtOnce = 20_000

/** What was read of one account: its balance transactions with their sources, and every object by id. */
type Account = { reading: Reading; entries: BalanceEntry[]; objects: Map<string, RawObject> }

/**
 * The product's way through a scene without a database: Stripe's objects become facts, the books become entries, and the
 * domain decides. Many families are decided together, which the engine must keep apart by itself.
 */
export async function judgeScene(scene: Scene): Promise<Judged> {
  const accounts = Object.entries(scene.objects).map(([id, objects]) => readAccount(scene, id, objects))
  const contracts = bodiesOf(scene, 'fee_contract').map((body) => contractFromInput(feeContractInput.parse(body)))
  const facts = {
    platformAccount: scene.platform,
    legs: accounts.flatMap(legsOf),
    entries: bodiesOf(scene, 'book_entry').map(entryFrom),
    contracts,
    payouts: accounts.flatMap((account) => payoutsOf(scene, account)),
    movements: accounts.flatMap((account) => {
      const feePayer = feePayerOf(scene, account)
      return account.entries.map((entry) => movementOf(entry, feePayer))
    }),
  }
  const now = new Date(scene.now)
  const findings = portionFamilies(facts, mostFactsAtOnce).flatMap((portion, index) => {
    const payouts = index === 0 ? facts.payouts : []
    return decideFamily({ ...facts, ...portion, payouts }, reconPolicy, now).findings
  })
  const balances = accounts.map(({ reading, entries }) =>
    judgeBalances(scene.balances[reading.accountId] ?? {}, reading, entries, now),
  )
  const banks = await Promise.all(
    scene.bank.map((bank) => judgeBank(bank, scene.objects[bank.account.stripeAccount] ?? [], now)),
  )
  const all = [
    ...findings,
    ...balances.flatMap((balance) => balance.findings),
    ...banks.flatMap((bank) => bank.findings),
  ]
  const found = all.map(({ kind, object, currency, amountMinor }) => ({
    kind,
    object,
    currency,
    amountMinor: amountMinor.toString(),
  }))
  return {
    found,
    splitsApart: balances.flatMap((balance) => balance.splitsApart),
    tied: banks.flatMap((bank) => bank.tied),
  }
}

function readAccount(scene: Scene, accountId: string, given: RawObject[]): Account {
  const isPlatform = accountId === scene.platform
  const reading = { livemode: false, accountId, isPlatform, observedAt: new Date(scene.now) }
  const objects = new Map(given.map((raw) => [String(raw.id), raw]))
  const entries = given
    .filter((raw) => raw.object === 'balance_transaction')
    .map((raw) => {
      const source = typeof raw.source === 'string' ? (objects.get(raw.source) ?? raw.source) : null
      return factsFromBalanceTransaction({ ...raw, source }, reading)
    })
  return { reading, entries, objects }
}

/** As ingestion keeps them: one leg per object and kind, settled once a balance transaction has said so. */
function legsOf({ reading, entries, objects }: Account): Leg[] {
  const seen = new Map<string, ProviderLegFact>()
  const awaited = [...objects.values()].filter(({ object }) => object === 'charge' || object === 'refund')
  for (const leg of [...entries.flatMap((e) => e.legs), ...awaited.flatMap((raw) => stateFrom(raw, reading).legs)]) {
    if (!leg.void && !seen.get(`${leg.kind} ${leg.objectId}`)?.settled) seen.set(`${leg.kind} ${leg.objectId}`, leg)
  }
  const rows = Map.groupBy(
    entries.map((e) => e.transaction),
    (row) => row.sourceId,
  )
  return [...seen.values()].map((leg) => {
    const raw = objects.get(leg.objectId)
    const object = raw ? stateFrom(raw, reading).object : null
    return {
      ...leg,
      account: leg.accountId,
      seller: leg.sellerId,
      status: object?.status ?? null,
      askedMinor: object?.amountMinor ?? null,
      settlement: leg.kind === 'sale' ? settlementFrom(rows.get(leg.objectId) ?? []) : null,
    }
  })
}

function entryFrom(body: RawObject): Entry {
  const input = bookEntryInput.parse(body)
  return {
    ...input,
    id: `be_${input.reference}`,
    objectId: input.objectId ?? null,
    orderReference: input.orderReference ?? null,
    amountMinor: BigInt(input.amountMinor),
    occurredAt: new Date(input.occurredAt),
    expectedAt: input.expectedAt === undefined ? null : new Date(input.expectedAt),
    seller: input.seller ?? null,
    shares: input.shares?.map((s) => ({ seller: s.seller, amountMinor: BigInt(s.amountMinor) })) ?? null,
    quote: input.quote ?? null,
  }
}

function payoutsOf(scene: Scene, { reading, entries, objects }: Account): PayoutItems[] {
  return [...objects.values()]
    .filter((raw) => raw.object === 'payout' && raw.automatic === true && raw.reconciliation_status === 'completed')
    .map((raw) => {
      const ids = new Set(scene.payoutItems[String(raw.id)])
      const items = entries.map((e) => e.transaction).filter((row) => ids.has(row.id) && row.sourceId !== raw.id)
      const { object } = stateFrom(raw, reading)
      return {
        account: reading.accountId,
        payoutId: object.id,
        currency: object.currency ?? '',
        amountMinor: object.amountMinor ?? 0n,
        created: object.created,
        itemsMinor: items.reduce((sum, row) => sum + row.netMinor, 0n),
        items: items.length,
      }
    })
}

function movementOf({ transaction }: BalanceEntry, feePayer: string | null): Movement {
  return { ...transaction, account: transaction.accountId, feePayer }
}

/** A connected account stands among its own objects, or among the platform's, as the platform lists it. */
function feePayerOf(scene: Scene, { reading, objects }: Account): string | null {
  if (reading.isPlatform) return null
  const listed = scene.objects[scene.platform]?.find((raw) => raw.object === 'account' && raw.id === reading.accountId)
  const account = objects.get(reading.accountId) ?? listed
  return account ? feePayerFrom(account) : null
}

function bodiesOf(scene: Scene, type: Scene['bookLines'][number]['type']): RawObject[] {
  return scene.bookLines.filter((line) => line.type === type).map((line) => line.body)
}

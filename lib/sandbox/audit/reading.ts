import type { StripeObject } from '../store/store'
import type { Scene } from './scene'

export type BookedEntry = {
  reference: string
  kind: string
  account: string
  objectId?: string
  orderReference?: string
  amountMinor: string
  currency: string
  occurredAt: string
  expectedAt?: string
  shares?: { seller: string; amountMinor: string }[]
  quote?: { currency: string; rate: string }
}

export type BookedContract = {
  seller: string
  validFrom: string
  refundPolicy: string
  disputePolicy?: string
  bands: { currency: string; fromMinor: string; rateBp: number; fixedMinor: string }[]
}

export type Held = { account: string; object: StripeObject }

export type Reading = {
  now: number
  platform: string
  held: readonly Held[]
  entries: readonly BookedEntry[]
  contracts: readonly BookedContract[]
  find(account: string, id: unknown): StripeObject | undefined
  of(type: string): readonly Held[]
  /** The balance transactions of one account whose source is that object. */
  about(account: string, source: string): readonly StripeObject[]
}

/** Sorts a scene into what an auditor looks things up by. */
export function readScene(scene: Scene): Reading {
  const held = Object.entries(scene.objects).flatMap(([account, objects]) =>
    objects.map((object) => ({ account, object })),
  )
  const byId = new Map(held.map((row) => [`${row.account} ${row.object.id}`, row.object]))
  const byType = Map.groupBy(held, (row) => row.object.object)
  const rows = byType.get('balance_transaction') ?? []
  const bySource = Map.groupBy(rows, (row) => `${row.account} ${row.object.source}`)
  const bodies = (type: string) =>
    scene.bookLines.filter((line) => line.type === type).map((line) => line.body as unknown)
  return {
    now: scene.now,
    platform: scene.platform,
    held,
    entries: bodies('book_entry') as BookedEntry[],
    contracts: bodies('fee_contract') as BookedContract[],
    find: (account, id) => byId.get(`${account} ${String(id)}`),
    of: (type) => byType.get(type) ?? [],
    about: (account, source) => (bySource.get(`${account} ${source}`) ?? []).map((row) => row.object),
  }
}

export const seconds = (iso: string) => Date.parse(iso) / 1000

/** The contract in force for that seller at that second. */
export function contractFor(reading: Reading, seller: unknown, at: number): BookedContract | undefined {
  const valid = reading.contracts.filter((c) => c.seller === seller && seconds(c.validFrom) <= at)
  return valid.sort((a, b) => seconds(b.validFrom) - seconds(a.validFrom))[0]
}

/** What the contract makes of a captured amount; nothing without a band for the currency. */
export function contractFeeFor(contract: BookedContract, captured: number, currency: unknown): bigint | undefined {
  const bands = contract.bands.filter((b) => b.currency === currency && BigInt(b.fromMinor) <= BigInt(captured))
  const band = bands.sort((a, b) => Number(BigInt(b.fromMinor) - BigInt(a.fromMinor)))[0]
  if (band === undefined) return undefined
  return (BigInt(captured) * BigInt(band.rateBp) + 5000n) / 10_000n + BigInt(band.fixedMinor)
}

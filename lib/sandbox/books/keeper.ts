import { mutateEntry } from '../truth/mutate-entry'
import type { Mutation } from '../truth/plant'
import { idOf, randomOf } from '../world/random'
import type { World } from '../world/state'
import { appendLine } from './books'
import { contractBody } from './contracts'
import { type Entry, type EntryKind, entryBody } from './entry'

const HOUR = 3600
const DAY = 86_400
const BATCH_AT = 3 * HOUR
const LATEST = 20 * HOUR

export type Draft = Omit<Entry, 'reference' | 'writtenAt' | 'role' | 'occurredAt' | 'namesObject'> &
  Partial<Pick<Entry, 'occurredAt' | 'namesObject'>>

/** Enters into the platform's books what has just happened, as its systems would: soon, or with the night's batch. */
export function keep(world: World, draft: Draft, mutation?: Mutation | null): void {
  const occurredAt = draft.occurredAt ?? world.moment
  const entry: Entry = {
    ...draft,
    reference: referenceOf(world, `${draft.kind}/${draft.account}/${draft.objectId}`),
    occurredAt,
    namesObject: draft.namesObject ?? true,
    writtenAt: writingTime(world, draft, occurredAt),
    role: 'genuine',
  }
  const hit = mutation !== undefined && mutation !== null && 'kind' in mutation && mutation.kind === entry.kind
  for (const line of hit && mutation.done !== true ? mutateEntry(world, entry, mutation) : [entry]) write(world, line)
}

/** Writes the entry when its time has come. */
function write(world: World, entry: Entry): void {
  world.books.unwritten.set(entry.reference, entry)
  if (entry.shares !== undefined && entry.kind === 'refund') rememberShares(world, entry)
  const promises = entry.shares !== undefined || entry.quote !== undefined
  if (entry.kind === 'sale' && entry.role === 'genuine' && promises) world.books.sales.set(entry.objectId, entry)
  world.agenda.add(entry.writtenAt, () => {
    world.books.unwritten.delete(entry.reference)
    appendLine(world.books, entry.writtenAt, 'book_entry', entryBody(entry))
    if (BEGINNINGS.includes(entry.kind)) world.books.begun.add(beginning(entry))
    if (entry.role === 'genuine' && world.store.get(entry.account, entry.objectId) === undefined) {
      world.books.ahead.set(entry.objectId, entry)
    }
  })
}

/** A payout may fail, a refund may bounce, a dispute may be won: their entries come before those of what follows. */
const BEGINNINGS: readonly EntryKind[] = ['payout', 'refund', 'dispute']

export function beginning({ kind, account, objectId }: Pick<Entry, 'kind' | 'account' | 'objectId'>): string {
  return `${kind} ${account} ${objectId}`
}

function rememberShares(world: World, entry: Entry): void {
  const charge = world.store.get(entry.account, entry.objectId)?.charge
  if (typeof charge !== 'string') return
  const known = world.books.refundShares.get(charge) ?? []
  world.books.refundShares.set(charge, [...known, entry])
}

/** Contracts are in the books from the second at which they are valid. */
export function keepContracts(world: World): void {
  for (const seller of world.market.sellers) {
    for (const contract of seller.contracts) {
      world.agenda.add(contract.validFrom, () => {
        appendLine(world.books, contract.validFrom, 'fee_contract', contractBody(contract))
      })
    }
  }
}

/** References look alike, whatever they stand for. */
export function referenceOf(world: World, key: string): string {
  return idOf(world.options.seed, 'BK', key).slice(0, 17)
}

/** A cart's refund is entered at once: its shares say who gives back what. Nightly sellers wait, never above 20 hours. */
function writingTime(world: World, draft: Draft, occurredAt: number): number {
  const random = randomOf(world.options.seed, `writing/${draft.kind}/${draft.objectId}`)
  if (draft.shares !== undefined && draft.kind === 'refund') return occurredAt + random.between(5, 60)
  const seller = draft.seller === undefined ? undefined : world.market.byAccount.get(draft.seller)
  const soon = occurredAt + random.between(40, 1500)
  if (seller?.nightly !== true) return soon
  const night = Math.ceil((occurredAt - BATCH_AT) / DAY) * DAY + BATCH_AT + random.between(1, 900)
  return night - occurredAt > LATEST || night <= occurredAt ? soon : night
}

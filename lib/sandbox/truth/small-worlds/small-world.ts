import type { Scene } from '../../audit/scene'
import { appendLine, type BookLine, openBooks } from '../../books/books'
import { type Contract, contractBody } from '../../books/contracts'
import { type Entry, entryBody } from '../../books/entry'
import { balanceTransaction } from '../../objects/balance-transaction'
import type { StripeObject } from '../../store/store'
import type { SmallBank } from '../bank/small-bank'
import { type Evidence, type Finding, finding } from '../evidence'
import type { Plant } from '../plant'

export const PLATFORM = 'acct_platform'
export const HOUR = 3600
/** Every small world is looked at in the same second: 2026-10-15T12:00:00Z. */
export const NOW = 1_792_065_600

/** So many hours before the world is looked at. */
export const hoursAgo = (hours: number) => NOW - hours * HOUR

type Row = {
  account: string
  amount: number
  currency: string
  category: string
  type: string
  source: string | null
  at: number
  fee?: number
}
type Line = Omit<Entry, 'writtenAt' | 'role' | 'namesObject'> &
  Partial<Pick<Entry, 'writtenAt' | 'role' | 'namesObject'>>

/**
 * A world small enough to be worked out with a pencil. Its builder puts down exactly what it is told: no fees of
 * Stripe's, no reserves, nothing by chance. What is to be found is told as well, worked out by hand.
 */
export class SmallWorld {
  readonly platform = PLATFORM
  readonly plants: Plant[] = []
  readonly expected: Finding[] = []
  readonly entries: Entry[] = []
  readonly contracts: Contract[] = []
  readonly payoutItems: Record<string, string[]> = {}
  readonly banks: SmallBank[] = []
  private readonly shelves = new Map<string, Map<string, StripeObject>>([[PLATFORM, new Map()]])
  private readonly drifts = new Map<string, number>()
  private readonly hidden: { account: string; currency: string; amount: number }[] = []
  private rows = 0

  constructor(readonly name: string) {}

  put<T extends { id: string; object: string }>(account: string, object: T): T {
    const shelf = this.shelves.get(account) ?? new Map<string, StripeObject>()
    this.shelves.set(account, shelf.set(object.id, object as unknown as StripeObject))
    return object
  }

  get(account: string, id: string): StripeObject | undefined {
    return this.shelves.get(account)?.get(id)
  }

  /** Moves money; the transaction's id counts up from txn_1. */
  move(row: Row): string {
    this.rows += 1
    const { account, at, category, fee, ...rest } = row
    const detail = { amount: fee ?? 0, application: null, currency: row.currency, description: null }
    const feeDetails = fee === undefined ? [] : [{ ...detail, type: 'stripe_fee' as const }]
    const id = `txn_${this.rows}`
    this.put(account, balanceTransaction({ ...rest, id, category, created: at, availableOn: at, feeDetails }))
    return id
  }

  /** The balance moves and no transaction says so. */
  moveUnseen(account: string, currency: string, amount: number): void {
    this.hidden.push({ account, currency, amount })
    this.plants.push({ mutation: 'hidden_movement', account, currency, amount })
  }

  /** The platform's reserve changes and no transaction says so. */
  driftReserve(currency: string, amount: number): void {
    this.drifts.set(currency, (this.drifts.get(currency) ?? 0) + amount)
    this.plants.push({ mutation: 'reserve_drift', account: PLATFORM, currency, amount })
  }

  contract(contract: Contract): void {
    if (!this.shelves.has(contract.seller)) this.shelves.set(contract.seller, new Map())
    this.contracts.push(contract)
  }

  /** A line of the books; written when it occurred unless told otherwise, not yet if that is still ahead. */
  book(line: Line): Entry {
    const entry: Entry = { writtenAt: line.occurredAt, role: 'genuine', namesObject: true, ...line }
    this.entries.push(entry)
    return entry
  }

  /** An entry that ought to be there and is not. */
  forget(line: Line): void {
    this.plants.push({
      mutation: 'entry_dropped',
      entry: { writtenAt: NOW, role: 'genuine', namesObject: true, ...line },
    })
  }

  plant(plant: Plant): void {
    this.plants.push(plant)
  }

  expect(kind: string, object: string, currency: string, amount: number): void {
    this.expected.push(finding(kind, object, currency, amount))
  }

  /** What may be seen of it from outside. */
  scene(): Scene {
    const accounts = [...this.shelves.keys()]
    return {
      now: NOW,
      platform: PLATFORM,
      objects: Object.fromEntries(accounts.map((account) => [account, [...this.shelves.get(account)!.values()]])),
      balances: Object.fromEntries(accounts.map((account) => [account, this.balance(account)])),
      payoutItems: this.payoutItems,
      bookLines: this.bookLines(),
      bank: this.banks.map((bank) => bank.scene()),
    }
  }

  /** What its truth rests on. */
  evidence(): Evidence {
    const isWritten = (entry: Entry) => entry.writtenAt <= NOW
    const charges = [...this.shelves].flatMap(([account, shelf]) =>
      [...shelf.values()].filter((o) => o.object === 'charge').map((charge) => ({ account, charge })),
    )
    return {
      now: NOW,
      platform: PLATFORM,
      get: (account, id) => this.get(account, id),
      list: (account, type) => [...(this.shelves.get(account)?.values() ?? [])].filter((o) => o.object === type),
      plants: this.plants,
      bank: this.banks.map((bank) => bank.book()),
      oneSided: this.entries.filter((entry) => entry.role === 'genuine'),
      isWritten,
      awaited: charges
        .filter(({ charge }) => charge.balance_transaction === null)
        .map(({ account, charge }) => ({ account, charge: charge.id })),
      balances: [...this.shelves.keys()].flatMap((account) =>
        this.totals(account).map(({ currency, amount }) => ({ account, currency, total: amount })),
      ),
      // So few charges can all be looked at, whatever was done to them.
      touched: charges.map(({ account, charge }) => ({ account, charge: charge.id })),
      contractsOf: (seller) => this.contracts.filter((contract) => contract.seller === seller),
      saleEntry: (charge) =>
        this.entries.find((e) => e.kind === 'sale' && e.objectId === charge && e.role === 'genuine' && isWritten(e)),
      hasBegun: ({ kind, account, objectId }) =>
        this.entries.some((e) => e.kind === kind && e.account === account && e.objectId === objectId && isWritten(e)),
      refundShares: (charge) =>
        this.entries.filter(
          (entry) => entry.kind === 'refund' && this.get(entry.account, entry.objectId)?.charge === charge,
        ),
    }
  }

  private totals(account: string): { currency: string; amount: number }[] {
    const sums = new Map<string, number>()
    const add = (currency: string, amount: number) => sums.set(currency, (sums.get(currency) ?? 0) + amount)
    for (const object of this.shelves.get(account)?.values() ?? []) {
      if (object.object === 'balance_transaction') add(String(object.currency), Number(object.net))
    }
    for (const unseen of this.hidden) if (unseen.account === account) add(unseen.currency, unseen.amount)
    return [...sums].map(([currency, amount]) => ({ currency, amount }))
  }

  private balance(account: string): StripeObject {
    const totals = this.totals(account)
    const parts = (amounts: { currency: string; amount: number }[]) => amounts.map((part) => ({ ...part }))
    const pending = totals.map(({ currency }) => ({ currency, amount: 0 }))
    const balance = {
      object: 'balance',
      available: parts(totals),
      livemode: false,
      pending,
      ...(account === PLATFORM ? { connect_reserved: this.reserved(totals.map((part) => part.currency)) } : {}),
    }
    return balance as unknown as StripeObject
  }

  private reserved(currencies: readonly string[]): { currency: string; amount: number }[] {
    const rows = [...this.shelves.get(PLATFORM)!.values()].filter(
      (row) => row.reporting_category === 'connect_reserved_funds',
    )
    return currencies.map((currency) => {
      const own = rows.filter((row) => row.currency === currency)
      const held = own.reduce((sum, row) => sum - Number(row.net), 0)
      return { currency, amount: held + (this.drifts.get(currency) ?? 0) }
    })
  }

  private bookLines(): BookLine[] {
    const books = openBooks()
    for (const contract of this.contracts) appendLine(books, contract.validFrom, 'fee_contract', contractBody(contract))
    const written = this.entries.filter((entry) => entry.writtenAt <= NOW)
    for (const entry of written.sort((a, b) => a.writtenAt - b.writtenAt)) {
      appendLine(books, entry.writtenAt, 'book_entry', entryBody(entry))
    }
    return books.lines
  }
}

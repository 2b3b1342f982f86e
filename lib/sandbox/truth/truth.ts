import { beginning } from '../books/keeper'
import { cellsOf } from '../world/cells'
import type { World } from '../world/state'
import { bankBooksOf } from './bank/evidence'
import type { Evidence, Finding } from './evidence'
import { expectedFindings, type Residual, residualsOf } from './expected'

/** What an all-knowing auditor would write down at `now`. */
export type Truth = {
  seed: number
  now: string
  expected: Finding[]
  residuals: Residual[]
  /** Mutations that have happened, whether or not their clocks let them be found yet. */
  planted: number
  byKind: Record<string, number>
}

export function tellTruth(world: World): Truth {
  const evidence = evidenceOf(world)
  const expected = expectedFindings(evidence)
  const byKind: Record<string, number> = {}
  for (const { kind } of expected) byKind[kind] = (byKind[kind] ?? 0) + 1
  return {
    seed: world.options.seed,
    now: new Date(world.now * 1000).toISOString(),
    expected,
    residuals: residualsOf(evidence),
    planted: world.plants.length + world.bank.plants.length,
    byKind,
  }
}

function evidenceOf(world: World): Evidence {
  const { books, store } = world
  const entries = [...books.unwritten.values(), ...books.ahead.values()]
  return {
    now: world.now,
    platform: world.platform,
    get: (account, id) => store.get(account, id),
    list: (account, type) => store.list(account, type),
    plants: world.plants,
    bank: bankBooksOf(world),
    oneSided: entries.filter((entry) => entry.role === 'genuine'),
    isWritten: (entry) => !books.unwritten.has(entry.reference),
    awaited: [...world.awaited].map(([charge, account]) => ({ account, charge })),
    balances: balances(world),
    touched: [...world.touched].map(([charge, account]) => ({ account, charge })),
    contractsOf: (seller) => world.market.byAccount.get(seller)?.contracts ?? [],
    refundShares: (charge) => books.refundShares.get(charge) ?? [],
    saleEntry: (charge) => {
      const entry = books.sales.get(charge)
      return entry === undefined || books.unwritten.has(entry.reference) ? undefined : entry
    },
    hasBegun: (entry) => books.begun.has(beginning(entry)),
  }
}

function balances(world: World): Evidence['balances'] {
  return [...world.cells.keys()].flatMap((account) =>
    cellsOf(world.cells, account).map(({ currency, available, pending, hidden }) => ({
      account,
      currency,
      total: available + pending + hidden,
    })),
  )
}

import { type Proof, prove } from '@/lib/domain/ledger/prove'
import type { BalanceFact } from '@/lib/domain/provider/facts'
import { AccountUnreachable } from '@/lib/providers/errors'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { log } from '../log'
import { listAccountsDue } from './queries'
import { storeProofs, touchAccount, verdictOf } from './store-proofs'
import {
  doubtfulWindow,
  loadStoredProofs,
  openingsOf,
  type Scope,
  type Statuses,
  type StoredProof,
  sumNets,
} from './sums'

/** Which rows a residual makes doubtful. `from` null: nothing has ever been proven here, so all of them. */
export type HealRequest = { accountId: string; from: Date | null; to: Date; residuals: readonly Proof[] }

/** What the proof asks of the outside: Stripe's balance, and that its rows are brought here. */
export type ProofPorts = {
  readBalance(accountId: string): Promise<BalanceFact>
  /** Brings every new balance transaction of the account. */
  drain(accountId: string): Promise<void>
  /** Reads that window again, row by row, and answers how many rows had been missed. */
  heal(request: HealRequest): Promise<{ rowsFound: number }>
  /** Asks anew whether the rows made in that window are available: `status` is Stripe's word, a date only its plan. */
  readStatuses(accountId: string, window: { from: Date; to: Date }): Promise<Statuses>
}

export type ProofRun = {
  accounts: number
  proven: number
  unproven: number
  residual: number
  notProvable: number
  /** Balances whose total is proven while Stripe tells available and pending apart otherwise than its rows do. */
  splitDiffers: number
  healed: number
  unreachable: number
}

const mostReads = 3
const atOnce = 4
const overlapMs = 24 * 3_600_000

/**
 * Proves each account's balances: read, drain, read again. A balance that moved is read up to three times and then
 * stays unproven, without a word to anybody. A residual first has its window read again; only what remains is one.
 */
export async function proveBalances(
  ctx: Ctx,
  scope: Scope,
  ports: ProofPorts,
  accounts?: readonly string[],
): Promise<ProofRun> {
  const waiting = [...(accounts ?? (await listAccountsDue(ctx, scope)))]
  const run: ProofRun = {
    accounts: waiting.length,
    proven: 0,
    unproven: 0,
    residual: 0,
    notProvable: 0,
    splitDiffers: 0,
    healed: 0,
    unreachable: 0,
  }
  const work = async () => {
    for (let accountId = waiting.shift(); accountId !== undefined; accountId = waiting.shift()) {
      await proveOne(ctx, scope, ports, accountId, run)
    }
  }
  await allOrFirstError(Array.from({ length: atOnce }, work), waiting)
  if (run.accounts > 0) {
    await inSql(ctx, (sql) => recordAudit(sql, ctx, 'proof.run', ctx.actor.marketplaceId, run))
  }
  return run
}

/** The first failure ends the run, but only when nobody is still at work: a retry must not meet its own leftovers. */
async function allOrFirstError(workers: Promise<void>[], waiting: string[]): Promise<void> {
  const stop = () => waiting.splice(0)
  for (const worker of workers) worker.catch(stop)
  for (const outcome of await Promise.allSettled(workers)) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

async function proveOne(ctx: Ctx, scope: Scope, ports: ProofPorts, accountId: string, run: ProofRun): Promise<void> {
  try {
    count(run, await proveAccount(ctx, scope, ports, accountId, run))
  } catch (error) {
    // The seller has ended our access: his balance is his own, and the others' proofs must not wait for it.
    if (!(error instanceof AccountUnreachable)) throw error
    run.unreachable += 1
    log().warn({ accountId }, 'this account can no longer be read, so its balance is not proven')
  }
}

async function proveAccount(
  ctx: Ctx,
  scope: Scope,
  ports: ProofPorts,
  accountId: string,
  run: ProofRun,
): Promise<readonly Proof[]> {
  const stored = await inSql(ctx, (sql) => loadStoredProofs(sql, ctx, scope, accountId))
  let measured = await measure(ctx, scope, ports, accountId, stored)
  const fresh = measured.proofs.filter((proof) => proof.state === 'residual' && !isKnownResidual(proof, stored))
  if (fresh.length > 0) {
    const from = windowStart(fresh, stored)
    const { rowsFound } = await ports.heal({ accountId, from, to: ctx.now, residuals: fresh })
    if (rowsFound > 0) run.healed += 1
    measured = await measure(ctx, scope, ports, accountId, stored)
  }
  if (measured.proofs.some((proof) => isFreshDifference(proof, stored))) {
    const window = await inSql(ctx, (sql) => doubtfulWindow(sql, ctx, scope, accountId))
    const statuses = window ? await ports.readStatuses(accountId, window) : undefined
    measured = await measure(ctx, scope, ports, accountId, stored, statuses)
  }
  await inSql(ctx, async (sql) => {
    await storeProofs(sql, ctx, scope, accountId, measured)
    const now = await loadStoredProofs(sql, ctx, scope, accountId)
    if (verdictOf(now) !== verdictOf(stored)) await touchAccount(sql, ctx, accountId)
  })
  return measured.proofs
}

type Measured = { proofs: readonly Proof[]; reads: number }

async function measure(
  ctx: Ctx,
  scope: Scope,
  ports: ProofPorts,
  accountId: string,
  stored: readonly StoredProof[],
  statuses?: Statuses,
): Promise<Measured> {
  let before = await ports.readBalance(accountId)
  for (let reads = 2; ; reads += 1) {
    await ports.drain(accountId)
    const sums = await inSql(ctx, (sql) => sumNets(sql, ctx, scope, accountId, statuses))
    const after = await ports.readBalance(accountId)
    const proofs = prove(before, sums, after, openingsOf(stored))
    if (reads >= mostReads || proofs.every(stoodStill)) return { proofs, reads }
    before = after
  }
}

function stoodStill({ state, split }: Proof): boolean {
  return state !== 'unproven' && split?.state !== 'unproven'
}

/** The total agrees and its two parts do not: the rows are asked about once, not every time again. */
function isFreshDifference(proof: Proof, stored: readonly StoredProof[]): boolean {
  const { state, split } = proof
  if (state !== 'proven' || split?.state !== 'differs') return false
  return cellOf(proof, stored)?.splitOffMinor !== split.providerAvailableMinor - split.availableMinor
}

/** The same residual as last time has had its refetch already: reading all of it again every time would find nothing new. */
function isKnownResidual(proof: Proof, stored: readonly StoredProof[]): boolean {
  const last = cellOf(proof, stored)
  return last?.state === 'residual' && last.residualMinor === proof.residualMinor
}

/** What was proven once needs no second look; an overlap covers rows that were listed late. */
function windowStart(proofs: readonly Proof[], stored: readonly StoredProof[]): Date | null {
  const starts = proofs.map((proof) => {
    const last = cellOf(proof, stored)
    return last?.state === 'proven' ? last.provenAt.getTime() - overlapMs : 0
  })
  const from = Math.min(...starts)
  return from <= 0 ? null : new Date(from)
}

function cellOf(proof: Proof, stored: readonly StoredProof[]): StoredProof | undefined {
  return stored.find((cell) => cell.currency === proof.currency && cell.balanceType === proof.balanceType)
}

function count(run: ProofRun, proofs: readonly Proof[]): void {
  const field = { proven: 'proven', unproven: 'unproven', residual: 'residual', not_provable: 'notProvable' } as const
  for (const { state, split } of proofs) {
    run[field[state]] += 1
    if (state === 'proven' && split?.state === 'differs') run.splitDiffers += 1
  }
}

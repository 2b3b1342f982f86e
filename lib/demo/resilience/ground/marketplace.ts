import type pg from 'pg'
import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { feeContractInput } from '@/lib/domain/books/fee-contract-input'
import { parseLines } from '@/lib/domain/books/line-error'
import { connectProvider } from '@/lib/server/access/connect-provider'
import { writeBookEntries } from '@/lib/server/books/write-book-entries'
import { writeFeeContracts } from '@/lib/server/books/write-fee-contracts'
import { type Ctx, type Db, jobCtx } from '@/lib/server/context'
import { testEnv } from '@/lib/server/db/testing/names'
import { openTestDatabase } from '@/lib/server/db/testing/test-database'
import { type StateDigest, stateDigest } from '@/lib/server/digest/state-digest'
import { clockSetting } from '../../stack'
import { type Program, program } from './program'
import type { World } from './world'

export const webhookSecret = 'whsec_resilience'

/** A marketplace in a database of its own, tied to a world, and the programs of the product that work for it. */
export type Marketplace = {
  id: string
  db: Db
  /** Superuser: to look, and to break things. */
  admin: pg.Pool
  superuserUrl: string
  ctx(): Promise<Ctx>
  env(): Promise<Record<string, string>>
  /** Starts the whole path (read, post, prove, reconcile) as a process. */
  startSync(args?: string[], onLine?: (line: string) => void): Promise<Program>
  /** Runs it to its end, which must be a good one. */
  sync(...args: string[]): Promise<string>
  /** Hands over what the platform's books have gained. */
  takeBooks(): Promise<void>
  digest(): Promise<StateDigest['parts']>
  count(table: string, where?: string): Promise<number>
  close(): Promise<void>
}

export type Ground = { db: Db; admin: pg.Pool; url: string; marketplaceId: string; close(): Promise<void> }

/** On a clone of the template database. */
export async function openMarketplace(world: World): Promise<Marketplace> {
  const ground = await openTestDatabase()
  return settle(world, ground)
}

/** Ties a database's marketplace to the world and hands over the books. */
export async function settle(world: World, ground: Ground): Promise<Marketplace> {
  const marketplace = marketplaceOf(world, ground)
  const { platform: accountId, apiKey } = world
  await connectProvider(await marketplace.ctx(), {
    livemode: false,
    accountId,
    apiKey,
    webhookSecrets: [webhookSecret],
  })
  await ground.admin.query(`DELETE FROM provider_account WHERE account_id = 'acct_platform'`)
  await marketplace.takeBooks()
  return marketplace
}

function marketplaceOf(world: World, { db, admin, url, marketplaceId: id, close }: Ground): Marketplace {
  let booksSeq = 0
  const ctx = async () => jobCtx(db, id, 'resilience', new Date(await world.iso()))
  const env = async () => ({
    ...testEnv,
    LOG_LEVEL: 'warn',
    DATABASE_URL: url,
    STRIPE_API_URL: world.apiUrl,
    STRIPE_READ_RATE: '10000',
    COUNTERFOIL_CLOCK: clockSetting(await world.iso(), 0),
  })
  const startSync = async (args: string[] = [], onLine?: (line: string) => void) =>
    program('lib/jobs/cli/sync-once.ts', ['--marketplace', id, ...args], await env(), onLine)
  return {
    id,
    db,
    admin,
    superuserUrl: String(admin.options.connectionString),
    ctx,
    env,
    startSync,
    close,
    sync: async (...args) => {
      const run = await startSync(args)
      const code = await run.exited
      if (code !== 0) throw new Error(`sync ended with ${code}\n${run.output()}`)
      return run.output()
    },
    takeBooks: async () => {
      booksSeq = await handOver(await ctx(), world, booksSeq)
    },
    digest: async () => (await stateDigest(await ctx())).parts,
    count: async (table, where = 'true') => {
      const { rows } = await admin.query(
        `SELECT count(*)::int AS n FROM ${table} WHERE marketplace_id = $1 AND ${where}`,
        [id],
      )
      return rows[0].n
    },
  }
}

async function handOver(ctx: Ctx, world: World, afterSeq: number): Promise<number> {
  const lines = await world.books(afterSeq)
  const bodies = (type: string) => lines.filter((line) => line.type === type).map((line) => line.body)
  const key: Ctx = { ...ctx, actor: { kind: 'apiKey', id: 'key_books', marketplaceId: ctx.actor.marketplaceId } }
  const contracts = await writeFeeContracts(key, parseLines(feeContractInput, bodies('fee_contract')), {
    partial: false,
  })
  const entries = await writeBookEntries(key, parseLines(bookEntryInput, bodies('book_entry')), { partial: false })
  for (const outcome of [contracts, entries]) {
    if (!outcome.ok || outcome.value.errors.length > 0)
      throw new Error(`the books were refused: ${JSON.stringify(outcome)}`)
  }
  return lines.at(-1)?.seq ?? afterSeq
}

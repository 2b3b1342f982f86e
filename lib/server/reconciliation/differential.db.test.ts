import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideFamily } from '@/lib/domain/reconciliation/decide-family'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { stateDigest } from '../digest/state-digest'
import { reconcileAll } from './reconcile-all'
import { reconcileTouched } from './reconcile-touched'
import { invented, randomWorld, type World } from './testing/random-world'
import { forgetWorld, storeWorld } from './testing/store-world'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

type Told = Pick<Finding, 'kind' | 'object' | 'account' | 'currency'> & {
  minor: string
  state: string
  sentence: string
}
const text = (f: Told) => `${f.kind} ${f.account} ${f.object} ${f.minor} ${f.currency} ${f.state}: ${f.sentence}`

/** The whole world given to the domain as one family: nothing set aside by anybody. */
function domainAlone(world: World): string[] {
  const facts = { platformAccount: 'acct_platform', payouts: [], movements: [], ...world }
  return decideFamily(facts, reconPolicy, t.ctx.now)
    .findings.map((f) => text({ ...f, minor: f.amountMinor.toString(), state: f.until ? 'waiting' : 'open' }))
    .sort()
}

async function standing(): Promise<string[]> {
  const { rows } = await t.admin.query<Told>(
    `SELECT kind, object_id AS object, account_id AS account, currency, amount_minor::text AS minor, state, sentence
     FROM recon_exception WHERE marketplace_id = $1 AND state IN ('open', 'waiting')`,
    [t.marketplaceId],
  )
  return rows.map(text).sort()
}

test('SQL and domain together find exactly what the domain finds alone, and a second run changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (random) => {
      await forgetWorld(t.ctx)
      const world = { ...random, entries: [...random.entries, invented(1), invented(2)] }
      await storeWorld(t.ctx, world)
      const run = await reconcileAll(t.ctx)
      expect(await standing()).toEqual(domainAlone(world))
      expect(run.keys).toBe(world.legs.length + world.entries.length)
      const before = await stateDigest(t.ctx)
      expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
      expect(await stateDigest(t.ctx)).toEqual(before)
    }),
    { numRuns: 20, endOnFailure: true },
  )
}, 240_000)

test('facts that trickle in, in any order, end where all of them at once end', async () => {
  const cuts = fc.array(fc.nat(1000), { minLength: 200, maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(randomWorld, cuts, async (world, dice) => {
      await forgetWorld(t.ctx)
      await storeWorld(t.ctx, { contracts: world.contracts })
      const stages = 3
      for (let stage = 0; stage < stages; stage++) {
        const isNow = (_: unknown, index: number) => (dice[index % dice.length] ?? 0) % stages === stage
        const isNowBooked = (_: unknown, index: number) => (dice[(index + 71) % dice.length] ?? 0) % stages === stage
        await storeWorld(t.ctx, { legs: world.legs.filter(isNow), entries: world.entries.filter(isNowBooked) })
        await reconcileTouched(t.ctx)
      }
      expect(await standing()).toEqual(domainAlone(world))
      expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 0, opened: 0, changed: 0, closed: 0 })
      expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 240_000)

/** Some entries are void, some that name nothing (or nothing that Stripe has) are linked to an object of their kind. */
function byHand(world: World, dice: readonly number[]) {
  const objects = new Set(world.legs.map((leg) => leg.objectId))
  const die = (index: number) => dice[index % dice.length] ?? 0
  const voids = world.entries.filter((_, index) => die(index) % 5 === 0)
  const links = world.entries.flatMap((entry, index) => {
    if (entry.objectId !== null && objects.has(entry.objectId)) return []
    const fits = world.legs.filter(({ kind, account }) => kind === entry.kind && account === entry.account)
    const leg = fits[die(index + 37) % Math.max(fits.length, 1)]
    return leg && die(index + 11) % 3 > 0 ? [{ entry, objectId: leg.objectId }] : []
  })
  const linked = new Map(links.map(({ entry, objectId }) => [entry.id, objectId]))
  const entries = world.entries
    .filter((entry) => !voids.includes(entry))
    .map((entry) => ({ ...entry, objectId: linked.get(entry.id) ?? entry.objectId }))
  return { voids, links, after: { ...world, entries } }
}

const keyOf = (entry: World['entries'][number]) =>
  entry.objectId === null ? `books:${entry.id}` : `stripe:${entry.objectId}`

async function storeByHand({ voids, links }: ReturnType<typeof byHand>): Promise<void> {
  for (const entry of voids) {
    const values = [t.marketplaceId, `vo_${entry.id}`, entry.id, keyOf(entry), entry.account]
    await t.admin.query(
      `INSERT INTO book_entry_void (marketplace_id, id, entry_id, money_key, account_id, resolution_id, voided_by, voided_at)
       VALUES ($1, $2, $3, $4, $5, 'rs_1', 'ana', now())`,
      values,
    )
  }
  for (const { entry, objectId } of links)
    await t.admin.query(
      `INSERT INTO book_link (money_key, marketplace_id, account_id, entry_id, object_id, rule)
       VALUES ($1, $2, $3, $4, $5, 'by_hand') ON CONFLICT (money_key, marketplace_id, account_id, entry_id)
       DO UPDATE SET object_id = EXCLUDED.object_id, rule = 'by_hand'`,
      [keyOf(entry), t.marketplaceId, entry.account, entry.id, objectId],
    )
  const keys = [...voids.map(keyOf), ...links.flatMap(({ entry, objectId }) => [keyOf(entry), `stripe:${objectId}`])]
  await t.admin.query(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id) SELECT DISTINCT unnest($1::text[]), $2, 'acct_x'
     ON CONFLICT DO NOTHING`,
    [keys, t.marketplaceId],
  )
}

test('what is void or linked by hand is found as the domain alone finds it, run after run and from whichever side', async () => {
  const dice = fc.array(fc.nat(1000), { minLength: 100, maxLength: 100 })
  await fc.assert(
    fc.asyncProperty(randomWorld, dice, fc.boolean(), async (random, thrown, isTouched) => {
      await forgetWorld(t.ctx)
      await t.admin.query('DELETE FROM book_entry_void')
      const world = { ...random, entries: [...random.entries, invented(1), invented(2)] }
      await storeWorld(t.ctx, world)
      if (isTouched) await reconcileTouched(t.ctx)
      const hand = byHand(world, thrown)
      await storeByHand(hand)
      if (isTouched) await reconcileTouched(t.ctx)
      else await reconcileAll(t.ctx)
      expect(await standing()).toEqual(domainAlone(hand.after))
      expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
      await storeWorld(t.ctx, { legs: world.legs })
      await reconcileTouched(t.ctx)
      expect(await standing()).toEqual(domainAlone(hand.after))
    }),
    { numRuns: 20, endOnFailure: true },
  )
}, 240_000)

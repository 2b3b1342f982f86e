import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInPolicy } from '@/lib/domain/access/sign-in-policy'
import { addMember } from '../access/create-marketplace'
import { listAudit, verifyChain } from '../audit/queries'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { type SignInInput, signIn } from './sign-in'

let t: TestDatabase
let userId: string
const password = 'correct horse battery'
const email = 'Ines@fernhollow.example'
beforeAll(async () => {
  t = await openTestDatabase()
  for (const id of [t.marketplaceId, t.otherMarketplaceId])
    userId = await addMember(t.db, id, { email, name: 'Ines', role: 'analyst', password })
})
afterAll(() => t.close())

const after = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const right = (client: string): SignInInput => ({ email: 'ines@fernhollow.example ', password, client })
const wrong = (client: string, address = email): SignInInput => ({ email: address, password: 'guess', client })

async function failUntilItWaits(input: SignInInput, at: Date): Promise<number> {
  for (let failures = 0; failures < 100; failures++)
    if ((await signIn(t.db, input, at)).kind === 'wait') return failures
  throw new Error('It never had to wait')
}

test('the right password signs in at the oldest marketplace, and says so in its chain', async () => {
  const outcome = await signIn(t.db, right('192.0.2.1'), testNow)
  expect(outcome).toMatchObject({ kind: 'in', claims: { userId, marketplaceId: t.marketplaceId } })
  const [row] = await listAudit(t.ctx, { subject: userId, action: 'session' })
  expect(row).toMatchObject({ action: 'session.start', actorKind: 'user', actorId: userId })
})

test('a known and an unknown account are refused alike: same answer, same count, same beat', async () => {
  const timed = async (input: SignInInput) => {
    const began = performance.now()
    return { outcome: await signIn(t.db, input, testNow), took: performance.now() - began }
  }
  const known = await timed(wrong('192.0.2.2'))
  const unknown = await timed(wrong('192.0.2.3', 'nobody@fernhollow.example'))
  expect(known.outcome).toEqual({ kind: 'wrong' })
  expect(unknown.outcome).toEqual(known.outcome)
  for (const { took } of [known, unknown]) expect(took).toBeGreaterThan(249)
  const free = signInPolicy.account.waits.filter((wait) => wait === 0).length
  const strangers = await failUntilItWaits(wrong('192.0.2.4', 'stranger@fernhollow.example'), testNow)
  const members = await failUntilItWaits(wrong('192.0.2.5', 'analyst@fernhollow.example'), testNow)
  expect([strangers, members]).toEqual([free + 1, free + 1])
})

test('an account under attack waits even with the right password, longer each time, and starts anew after a success', async () => {
  const start = after(3600)
  await failUntilItWaits(wrong('192.0.2.6'), start)
  expect(await signIn(t.db, right('192.0.2.7'), start)).toEqual({ kind: 'wait', seconds: 5 })
  expect(await signIn(t.db, wrong('192.0.2.7'), after(3606))).toEqual({ kind: 'wrong' })
  expect(await signIn(t.db, right('192.0.2.7'), after(3607))).toEqual({ kind: 'wait', seconds: 9 })
  expect(await signIn(t.db, right('192.0.2.7'), after(3617))).toMatchObject({ kind: 'in' })
  expect(await signIn(t.db, wrong('192.0.2.7'), after(3618))).toEqual({ kind: 'wrong' })
  expect(await signIn(t.db, right('192.0.2.7'), after(3618))).toMatchObject({ kind: 'in' })
})

test('a client that guesses at many accounts waits at all of them, and its own good account washes nothing off', async () => {
  const [client, free] = ['192.0.2.8', signInPolicy.client.waits.filter((wait) => wait === 0).length]
  for (let n = 0; n < free; n++) {
    expect(await signIn(t.db, wrong(client, `guess${n}@fernhollow.example`), after(7200))).toEqual({ kind: 'wrong' })
    if (n % 10 === 0) expect(await signIn(t.db, right(client), after(7200))).toMatchObject({ kind: 'in' })
  }
  expect(await signIn(t.db, wrong(client, 'last@fernhollow.example'), after(7200))).toEqual({ kind: 'wrong' })
  expect(await signIn(t.db, right(client), after(7200))).toEqual({ kind: 'wait', seconds: 5 })
  expect(await signIn(t.db, right('192.0.2.9'), after(7200))).toMatchObject({ kind: 'in' })
  expect(await signIn(t.db, right(client), after(7200 + signInPolicy.client.forgetAfterSeconds + 1))).toMatchObject({
    kind: 'in',
  })
})

test('forty tries at once are not forty guesses', async () => {
  const at = after(20_000)
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) => signIn(t.db, wrong(`198.51.100.${n}`, 'many@fernhollow.example'), at)),
  )
  const free = signInPolicy.account.waits.filter((wait) => wait === 0).length
  expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(free + 1)
  expect(outcomes.filter(({ kind }) => kind === 'wait')).toHaveLength(40 - free - 1)
})

test('failures stand in the chain of every marketplace of the person, with no address in clear, and the chain holds', async () => {
  for (const id of [t.marketplaceId, t.otherMarketplaceId]) {
    const ctx = { ...t.ctx, actor: { ...t.ctx.actor, marketplaceId: id } }
    const rows = await listAudit(ctx, { subject: userId, action: 'session.refuse', limit: 200 })
    expect(rows.length).toBeGreaterThanOrEqual(7)
    expect(rows[0]).toMatchObject({ actorKind: 'job', actorId: 'sign-in' })
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))).not.toMatch(
      /192\.0\.2|ines/i,
    )
    expect(await verifyChain(ctx)).toMatchObject({ holds: true })
  }
  const { rows: counts } = await t.admin.query<{ key: string }>('SELECT key FROM sign_in_count')
  expect(counts.length).toBeGreaterThan(10)
  expect(counts.filter(({ key }) => /[@.]/.test(key))).toEqual([])
})

test('a clock that is set back locks nobody out for longer than the longest wait', async () => {
  const address = 'ahead@fernhollow.example'
  await failUntilItWaits(wrong('203.0.113.1', address), after(400 * 86_400))
  expect(await signIn(t.db, wrong('203.0.113.2', address), after(30_000))).toEqual({ kind: 'wrong' })
})

test('who has lost every marketplace does not come in, and who never had a password neither', async () => {
  const lone = { email: 'lone@saltmarsh.example', name: 'Lone', role: 'analyst' as const, password }
  const id = await addMember(t.db, t.otherMarketplaceId, lone)
  await t.admin.query('DELETE FROM membership WHERE user_id = $1', [id])
  const at = after(50_000)
  expect(await signIn(t.db, { email: lone.email, password, client: '203.0.113.3' }, at)).toEqual({ kind: 'wrong' })
  const silent = { email: 'admin@fernhollow.example', password: '', client: '203.0.113.3' }
  expect(await signIn(t.db, silent, at)).toEqual({ kind: 'wrong' })
})

test('a lock-out lasts by the machine’s clock, though the product’s has run a year ahead, and the chain keeps the latter', async () => {
  const address = 'hurried@fernhollow.example'
  const id = await addMember(t.db, t.marketplaceId, { email: address, name: 'Hurried', role: 'analyst', password })
  await failUntilItWaits(wrong('203.0.113.9', address), new Date())
  const ahead = after(365 * 86_400)
  expect(await signIn(t.db, wrong('203.0.113.9', address), undefined, ahead)).toMatchObject({ kind: 'wait' })
  const later = new Date(Date.now() + 3600_000)
  const input = { email: address, password, client: '203.0.113.10' }
  expect(await signIn(t.db, input, later, ahead)).toMatchObject({ kind: 'in' })
  const [row] = await listAudit(t.ctx, { subject: id, action: 'session.start' })
  expect(row?.at).toEqual(ahead)
})

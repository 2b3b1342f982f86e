import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember } from '@/lib/server/access/create-marketplace'
import { requestApproval } from '@/lib/server/approvals/request-approval'
import { importBooksCsv } from '@/lib/server/books/import-csv'
import type { Ctx } from '@/lib/server/context'
import { inSql } from '@/lib/server/db/transaction'
import { commentException } from '@/lib/server/exceptions/comment-exception'
import { resolveException } from '@/lib/server/exceptions/resolve-exception'
import { stopAll } from '../processes'
import { under } from './fault-run'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { openDoor } from './ground/webhook-door'
import { startWorker, workedOff } from './ground/worker'
import { startWorld, type World } from './ground/world'
import { collectPersonal, type PersonalString } from './personal-strings'
import { readAsThief } from './stolen-disk'

const colleague = { email: 'iris.wrenfield@fernhollow.example', name: 'Iris Wrenfield', role: 'analyst' } as const
let world: World
let market: Marketplace
let personal: PersonalString[]
const tables = ['inbox_event', 'quarantine', 'book_import', 'recon_exception', 'person_ref']

beforeAll(async () => {
  world = await startWorld({ plantRate: 0.1 })
  market = await openMarketplace(world)
  const userId = await addMember(market.db, market.id, { ...colleague, password: 'correct horse battery' })
  await under(world, [{ kind: 'hostile_body', on: 'GET /v1/balance_transactions*', times: 12 }], () => market.sync())
  await webhooks()
  personal = await collectPersonal(world)
  personal.push({ key: 'email', text: colleague.email }, { key: 'name', text: colleague.name })
  await importFile(userId)
  await talk(userId)
}, 180_000)
afterAll(async () => {
  await market?.close()
  await stopAll()
})

test('whoever steals the disk learns who nobody is', async () => {
  expect(personal.length).toBeGreaterThan(500)
  for (const table of [...tables, 'exception_comment', 'approval'])
    expect(await market.count(table), table).toBeGreaterThan(0)
  expect(await readAsThief(market.admin, personal)).toEqual([])
}, 120_000)

test('the thief of this test is no fool: what is planted in clear he finds', async () => {
  const mail = personal.find(({ key, text }) => key === 'email' && /^\w+\.\w+\d@example\.com$/.test(text))
  const code = personal.find(({ key }) => key === 'postal_code')
  await market.admin.query('UPDATE sync_run SET last_error = $1', [`refused for ${mail?.text}, who complained`])
  await market.admin.query(`UPDATE inbox_event SET body = body || convert_to($1, 'UTF8')`, [
    ` "postal_code": "${code?.text}"`,
  ])
  const body = Buffer.from(`\u0000 ${mail?.text}`)
  await market.admin.query('UPDATE quarantine SET body = $1', [body])
  expect(new Set(await readAsThief(market.admin, personal))).toEqual(
    new Set([
      { table: 'public.sync_run', ...mail },
      { table: 'public.inbox_event', ...code },
      { table: 'public.quarantine', ...mail },
    ]),
  )
}, 120_000)

/** Some are worked off, and some still lie in the inbox. */
async function webhooks(): Promise<void> {
  const door = await openDoor(world, market.db)
  await world.live(4)
  await door.quiet()
  const worker = await startWorker(market)
  await workedOff(market, worker)
  await worker.end()
  await world.live(2)
  await door.quiet()
  await door.close()
}

/** A file of the platform's with a column too many, which says who bought. */
async function importFile(userId: string): Promise<void> {
  const buyers = personal.filter(({ key }) => key === 'name').slice(0, 5)
  const lines = buyers.map(
    ({ text }, at) => `old-${at},sale,${world.platform},12${at},eur,2026-09-0${at + 1}T10:00:00Z,${text}`,
  )
  const columns = {
    reference: 'ref',
    kind: 'kind',
    account: 'account',
    amount: 'minor',
    currency: 'currency',
    occurredAt: 'at',
  }
  const fields = Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, { column }]))
  const actor: Ctx['actor'] = { kind: 'user', id: userId, marketplaceId: market.id, role: 'analyst' }
  const text = ['ref,kind,account,minor,currency,at,customer', ...lines].join('\n')
  const input = {
    name: `september of ${personal.find(({ key }) => key === 'email')?.text}.csv`,
    text,
    mapping: { unit: 'minor' as const, fields },
    partial: false,
    dryRun: false,
  }
  const result = await importBooksCsv({ ...(await market.ctx()), actor }, input)
  if (!result.ok || result.value.accepted !== lines.length) throw new Error(JSON.stringify(result))
}

/** People speak of people: in a comment, in a note, and in what they ask a second person for. */
async function talk(userId: string): Promise<void> {
  const actor: Ctx['actor'] = { kind: 'user', id: userId, marketplaceId: market.id, role: 'analyst' }
  const ctx = { ...(await market.ctx()), actor }
  const [mail, name] = ['email', 'name'].map((wanted) => personal.find(({ key }) => key === wanted)?.text)
  const words = `${name} wrote from ${mail}`
  const [item] = await inSql(ctx, (sql) =>
    sql.rows<{ id: string; version: number }>(
      `SELECT id, version FROM recon_exception WHERE marketplace_id = $1 AND state = 'open' ORDER BY id LIMIT 1`,
      [market.id],
    ),
  )
  if (!item) throw new Error('nothing is open')
  const wish = { action: 'reverse_transfer', subject: 'tr_1', payload: { amountMinor: '1' }, reason: words }
  const done = [
    await commentException(ctx, { id: item.id, body: words }),
    await resolveException(ctx, { ...item, resolution: 'accepted_difference', note: words }),
    await requestApproval(ctx, wish),
  ]
  for (const result of done) if (!result.ok) throw new Error(result.reason)
}

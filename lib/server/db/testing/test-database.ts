import pg from 'pg'
import { inject } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { roles } from '@/lib/domain/access/actor'
import { connectProvider } from '../../access/connect-provider'
import { addMember, createMarketplace } from '../../access/create-marketplace'
import { type Ctx, type Db, jobCtx } from '../../context'
import { closeDb, openDb } from '../client'
import { appUrl } from '../provision'
import { appPassword, templateName, testEnv } from './names'

export type TestDatabase = {
  db: Db
  /** Superuser: sees every row; for looking at what was written, never for the code under test. */
  admin: pg.Pool
  url: string
  marketplaceId: string
  otherMarketplaceId: string
  ctx: Ctx
  ctxAs(role: Role, marketplaceId?: string): Ctx
  close(): Promise<void>
}

export const testNow = new Date('2026-10-31T00:00:00Z')

/** A clone of the template with two marketplaces, a person of each role in both, and a Stripe connection each. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.floor(performance.now() * 1000).toString(36)}`
  const superuserUrl = inject('superuserUrl')
  await once(superuserUrl, `CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  const ownUrl = new URL(superuserUrl)
  ownUrl.pathname = `/${name}`
  const url = appUrl(ownUrl.toString(), appPassword)
  Object.assign(process.env, { ...testEnv, DATABASE_URL: url })
  const db = openDb(url, 8)
  const admin = new pg.Pool({ connectionString: ownUrl.toString(), max: 3 })
  admin.on('error', () => {}) // dropping the database ends what is still idle
  const [marketplaceId, otherMarketplaceId] = ['fernhollow', 'saltmarsh']
  const users = new Map<string, string>()
  for (const id of [marketplaceId, otherMarketplaceId]) {
    await createMarketplace(db, { id, name: id, reportingZone: 'Europe/Berlin', reportingCurrency: 'eur' })
    const connection = { livemode: false, accountId: id === marketplaceId ? 'acct_platform' : 'acct_other_platform' }
    await connectProvider(jobCtx(db, id, 'test', testNow), {
      ...connection,
      apiKey: 'sk_test_1',
      webhookSecrets: ['whsec_1', 'whsec_2'],
    })
    for (const role of roles)
      users.set(`${id}/${role}`, await addMember(db, id, { email: `${role}@${id}.example`, name: role, role }))
  }
  return {
    db,
    admin,
    url,
    marketplaceId,
    otherMarketplaceId,
    ctx: jobCtx(db, marketplaceId, 'test', testNow),
    ctxAs: (role, id = marketplaceId) => ({
      actor: { kind: 'user', id: users.get(`${id}/${role}`) ?? '', marketplaceId: id, role },
      now: testNow,
      db,
    }),
    close: async () => {
      await Promise.all([closeDb(db), admin.end()])
      await once(superuserUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

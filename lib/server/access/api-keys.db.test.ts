import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../audit/queries'
import { requireApiKey } from '../auth/require-api-key'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { issueApiKey, listApiKeys, revokeApiKey } from './api-keys'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const knock = (secret: string) =>
  requireApiKey(new Request('http://localhost/api/v1/book-entries', { headers: { authorization: `Bearer ${secret}` } }))

test('a key opens its own marketplace, is seen to be used, and opens nothing once it is revoked', async () => {
  const admin = t.ctxAs('admin')
  const issued = await issueApiKey(admin, { name: ' order system ' })
  if (!issued.ok) throw new Error(issued.reason)
  const [row] = await listApiKeys(admin)
  expect(row).toMatchObject({ name: 'order system', createdBy: admin.actor.id, lastUsedAt: null, revokedAt: null })
  expect(JSON.stringify(row)).not.toContain(issued.value.slice(8))
  expect((await knock(issued.value))?.actor).toMatchObject({
    kind: 'apiKey',
    id: row?.id,
    marketplaceId: t.marketplaceId,
  })
  expect((await listApiKeys(admin))[0]?.lastUsedAt).toBeInstanceOf(Date)
  expect(await revokeApiKey(admin, { id: row?.id ?? '' })).toEqual({ ok: true })
  expect(await knock(issued.value)).toBeNull()
  expect(await revokeApiKey(admin, { id: row?.id ?? '' })).toMatchObject({ reason: 'already_revoked' })
  const said = (await listAudit(admin, { subject: row?.id ?? '' })).map(({ action }) => action)
  expect(said).toEqual(['api-key.revoke', 'api-key.create'])
})

test('rejects: who does not manage keys, no name, another marketplace', async () => {
  for (const role of ['analyst', 'compliance', 'executive', 'support'] as const) {
    expect(await issueApiKey(t.ctxAs(role), { name: 'mine' })).toMatchObject({ reason: 'not_permitted' })
    expect(await listApiKeys(t.ctxAs(role))).toEqual([])
  }
  expect(await issueApiKey(t.ctxAs('admin'), { name: ' ' })).toMatchObject({ reason: 'name_missing' })
  await issueApiKey(t.ctxAs('admin'), { name: 'theirs' })
  const [key] = await listApiKeys(t.ctxAs('admin'))
  const stranger = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await listApiKeys(stranger)).toEqual([])
  expect(await revokeApiKey(stranger, { id: key?.id ?? '' })).toMatchObject({ reason: 'not_found' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { commit } from './commit'
import { openTestDatabase, type TestDatabase } from './testing/test-database'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const touch = `INSERT INTO recon_touch (money_key, marketplace_id, account_id) VALUES ($1, $2, 'acct_1')
  ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`

test('two writers that meet in opposite order both come through', async () => {
  let atTheDoor = 0
  let open = () => {}
  const both = new Promise<void>((resolve) => {
    open = resolve
  })
  const tries = { there: 0, back: 0 }
  const write = (name: 'there' | 'back', keys: [string, string]) =>
    commit(t.ctx, async (sql) => {
      tries[name] += 1
      await sql.run(touch, [keys[0], t.marketplaceId])
      atTheDoor += 1
      if (atTheDoor === 2) open()
      await both
      await sql.run(touch, [keys[1], t.marketplaceId])
    })
  await Promise.all([write('there', ['a', 'b']), write('back', ['b', 'a'])])
  expect(tries.there + tries.back).toBe(3)
})

test('rejects: another failure is not tried again', async () => {
  let tries = 0
  const failing = commit(t.ctx, async (sql) => {
    tries += 1
    await sql.run('INSERT INTO recon_touch (money_key) VALUES (NULL)')
  })
  await expect(failing).rejects.toThrow(/row-level security|null value/)
  expect(tries).toBe(1)
})

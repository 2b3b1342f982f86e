import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chainStart } from '@/lib/domain/audit/chain'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { sha256 } from '../digest/natural-id'
import { chainState } from './chain-state'
import { checkChain } from './check-chain'
import { verifyChain } from './queries'
import { auditHash, recordAudit } from './record-audit'
import { type AuditRow, auditColumns } from './rows'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  // Whoever tampers owns the database: triggers do not stop them.
  await t.admin.query('ALTER TABLE audit_entry DISABLE TRIGGER append_only')
})
afterAll(() => t.close())

/** A chain of twelve acts of which nothing is known yet. */
beforeEach(async () => {
  await t.admin.query('DELETE FROM audit_checkpoint; DELETE FROM audit_entry')
  await act(12)
})

const act = async (times: number) => {
  for (let i = 0; i < times; i++) await inSql(t.ctx, (sql) => recordAudit(sql, t.ctx, 'test.act', `s_${i}`, { i }))
}
const check = () => checkChain(t.ctxAs('compliance'))
const tamper = (seq: number, change = `subject = 's_other'`) =>
  t.admin.query(`UPDATE audit_entry SET ${change} WHERE marketplace_id = $1 AND seq = $2`, [t.marketplaceId, seq])

describe('a page verifies from the checkpoint on', () => {
  test('without a checkpoint from the first row, as far as a page goes, and says what waits', async () => {
    expect(await chainState(t.ctx)).toMatchObject({ holds: true, rows: 12n, waiting: 0n, checkpoint: null })
    expect(await chainState(t.ctx, 5)).toMatchObject({ holds: true, rows: 5n, waiting: 7n })
  })

  test('an old row changed after it was verified stays unseen by a page, and is found by the next look at all', async () => {
    expect(await check()).toMatchObject({ ok: true, value: { holds: true, rows: 12n } })
    await tamper(4)
    expect(await chainState(t.ctx)).toMatchObject({ holds: true, rows: 13n, checkpoint: { seq: 12n } })
    const found = { holds: false, brokenAt: 4n, why: 'its text was changed' }
    expect(await check()).toEqual({ ok: true, value: found })
    expect(await chainState(t.ctx)).toMatchObject({ ...found, checkpoint: { seq: 12n, brokenAt: 4n } })
    await act(1)
    expect(await chainState(t.ctx)).toMatchObject(found)
  })

  test.each([
    ['the row of the checkpoint itself', 12],
    ['a row after it', 15],
  ])('%s is recomputed for every page', async (_, seq) => {
    await check()
    await act(4)
    await tamper(seq)
    const broken = { holds: false, brokenAt: BigInt(seq), why: 'its text was changed' }
    expect(await chainState(t.ctx)).toMatchObject(broken)
  })

  test('it reads no more rows than came since', async () => {
    await check()
    await act(3)
    expect(await chainState(t.ctx, 5)).toMatchObject({ holds: true, rows: 16n, waiting: 0n })
  })

  test('mended, the chain is shown whole again after the next look', async () => {
    await check()
    await tamper(4)
    await check()
    await tamper(4, `subject = 's_3'`)
    expect(await chainState(t.ctx)).toMatchObject({ holds: false })
    expect(await check()).toMatchObject({ ok: true, value: { holds: true } })
    expect(await chainState(t.ctx)).toMatchObject({ holds: true, checkpoint: { brokenAt: null } })
  })
})

describe('whoever owns the database cannot rewrite what was verified', () => {
  /** Changes a row and hangs every later one on it anew, as somebody who knows the recipe would. */
  const rewrite = async (seq: bigint) => {
    const rows = await inSql(t.ctx, (sql) =>
      sql.rows<AuditRow>(`SELECT ${auditColumns} FROM audit_entry WHERE marketplace_id = $1 ORDER BY seq`, [
        t.marketplaceId,
      ]),
    )
    let hash = chainStart
    for (const row of rows) {
      const facts = row.seq === seq ? { ...row, subject: 's_forged' } : row
      const before = hash
      hash = auditHash(before, t.marketplaceId, row.seq, facts)
      await t.admin.query(
        'UPDATE audit_entry SET subject = $3, prev_hash = $4, hash = $5 WHERE marketplace_id = $1 AND seq = $2',
        [t.marketplaceId, row.seq, facts.subject, before, hash],
      )
    }
  }

  test('a chain rewritten from an old row on is sound in itself, and not the one that was verified', async () => {
    await check()
    await rewrite(4n)
    expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
    const found = { holds: false, brokenAt: 12n, why: 'it is not the row that was verified before' }
    expect(await chainState(t.ctx)).toMatchObject(found)
    expect(await check()).toMatchObject({ value: found })
  })

  test('rows cut off the end are missed', async () => {
    await check()
    await t.admin.query('DELETE FROM audit_entry WHERE marketplace_id = $1 AND seq > 9', [t.marketplaceId])
    expect(await chainState(t.ctx)).toMatchObject({ holds: false, brokenAt: 12n })
    expect(await check()).toMatchObject({ value: { holds: false, brokenAt: 10n, why: 'a row is missing' } })
  })

  test.each([
    ['moved to the forged head', `hash = '${sha256('forged')}'`],
    ['cleared of what was found', 'broken_at = NULL, broken_why = NULL'],
  ])('a checkpoint %s does not bear our key', async (_, change) => {
    await check()
    await tamper(4)
    await check()
    await t.admin.query(`UPDATE audit_checkpoint SET ${change}`)
    const forged = { holds: false, brokenAt: 0n, why: 'its checkpoint was written by somebody else' }
    expect(await chainState(t.ctx)).toMatchObject(forged)
    expect(await check()).toMatchObject({ value: forged })
  })
})

test('a look at the whole chain is an act: audited, and not for everyone', async () => {
  expect(await checkChain(t.ctxAs('executive'))).toEqual({ ok: false, reason: 'not_permitted' })
  await check()
  const { rows } = await t.admin.query(
    `SELECT subject, detail, actor_id FROM audit_entry WHERE action = 'audit.verify' AND marketplace_id = $1`,
    [t.marketplaceId],
  )
  expect(rows).toMatchObject([{ subject: 'audit-chain', detail: { holds: true, rows: '12' } }])
  expect(rows[0]?.actor_id).toBe(t.ctxAs('compliance').actor.id)
  expect(await checkChain(t.ctx)).toMatchObject({ ok: true, value: { rows: 13n } })
})

test('another marketplace has a chain and a checkpoint of its own', async () => {
  await check()
  await t.admin.query('UPDATE audit_checkpoint SET marketplace_id = $1', [t.otherMarketplaceId])
  expect(await chainState(t.ctx)).toMatchObject({ holds: true, checkpoint: null })
  expect(await chainState(t.ctxAs('admin', t.otherMarketplaceId))).toMatchObject({ holds: false, brokenAt: 0n })
})

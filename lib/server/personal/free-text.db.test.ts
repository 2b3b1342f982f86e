import { afterAll, beforeAll, expect, test } from 'vitest'
import { entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { decideApproval } from '../approvals/decide-approval'
import { listPendingApprovals } from '../approvals/queries'
import { requestApproval } from '../approvals/request-approval'
import { listAudit, verifyChain } from '../audit/queries'
import { importBooksCsv } from '../books/import-csv'
import { listImports } from '../books/queries'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { commentException } from '../exceptions/comment-exception'
import { getException } from '../exceptions/exception-detail'
import { listExceptions } from '../exceptions/queries'
import { resolveException } from '../exceptions/resolve-exception'
import { tagException } from '../exceptions/tags/tag-exception'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { emptyHarvest, storePage } from '../sync/store/store-page'
import { chargeOf, entryOf, transactionOf } from '../sync/testing/raw-objects'
import { erasePerson } from './erase-person'
import { textDigest } from './free-text'
import { rotateKeys } from './rotate-keys'
import { readDisk } from './testing/read-disk'

let t: TestDatabase
/** Ada's payment that nobody booked, and somebody else's. */
let [hers, other] = ['', '']
let [approvalId, undecidedId] = ['', '']

beforeAll(async () => {
  t = await openTestDatabase()
  const billing_details = { name: 'Ada Lovelace', email: 'ada@example.org', phone: '+44 20 7946 0001' }
  const charge = transactionOf(chargeOf('ch_ada', { billing_details }), 'charge')
  await inSql(t.ctx, (sql) => storePage(sql, t.ctx, { ...emptyHarvest(), entries: [entryOf(charge, new Date(1000))] }))
  const legs = [leg('sale', 'ch_ada', 10_00n), leg('sale', 'ch_other', 20_00n), leg('sale', 'ch_third', 30_00n)]
  await storeWorld(t.ctx, { legs, entries: [entry('sale', 'S-3', 'ch_third', 29_00n)] })
  await reconcileTouched(t.ctx)
  ;[hers, other] = [await exceptionOn('ch_ada'), await exceptionOn('ch_other')]
  await write()
})
afterAll(() => t.close())

async function exceptionOn(object: string): Promise<string> {
  const result = await listExceptions(t.ctx, { filter: { text: object }, sort: 'due', direction: 'asc', limit: 1 })
  const id = result.ok ? result.value.rows[0]?.id : undefined
  if (!id) throw new Error(`nothing found on ${object}`)
  return id
}

/** Everything that people can write in their own words, with people in it. */
async function write(): Promise<void> {
  const analyst = t.ctxAs('analyst')
  await commentException(analyst, { id: hers, body: 'Mrs Lovelace asks for patience.' })
  await commentException(analyst, { id: other, body: 'Not Lovelace & Sons: Ben Q, ben@example.org.' })
  await commentException(analyst, { id: other, body: 'Mixed up with ADA@example.org (Ada, 020 7946 0001)' })
  const row = await getException(analyst, hers)
  const note = 'Paid back to Ada Lovelace by hand'
  await resolveException(analyst, { id: hers, version: row?.version ?? 0, resolution: 'booked_by_hand', note })
  approvalId = await approvalFor('tr_1', 'Ada Lovelace was charged twice')
  const seenHash = (await listPendingApprovals(t.ctx)).find(({ id }) => id === approvalId)?.payloadHash ?? ''
  const reason = 'called ada@example.org, she agrees'
  await decideApproval(t.ctxAs('compliance'), { id: approvalId, decision: 'approved', seenHash, reason })
  undecidedId = await approvalFor('tr_2', 'Ben Q was charged twice')
  await importFile('orders of ada@example.org.csv')
}

async function approvalFor(subject: string, reason: string): Promise<string> {
  const wish = { action: 'reverse_transfer', subject, payload: { amountMinor: '1' }, reason }
  const result = await requestApproval(t.ctxAs('analyst'), wish)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

async function importFile(name: string): Promise<void> {
  const [reference, amount, currency, occurredAt] = ['Ref', 'Amount', 'Cur', 'When'].map((column) => ({ column }))
  const fields = {
    reference,
    kind: { fixed: 'sale' },
    account: { fixed: 'acct_platform' },
    amount,
    currency,
    occurredAt,
  }
  const text = 'Ref,Amount,Cur,When,Who\nO-1,12,eur,2026-10-20T10:00:00Z,Ada Lovelace\n'
  const mapping = { unit: 'minor', fields } as const
  await importBooksCsv(t.ctxAs('analyst'), { name, text, mapping, partial: false, dryRun: false })
}

const commentsOn = async (id: string) => (await getException(t.ctx, id))?.comments.map(({ body }) => body)
const secrets = ['ada@', 'lovelace', 'ben@example', 'ben q', '020 7946', '7946 0001', 'charged twice', 'by hand"']

test('whoever steals the disk reads nobody’s words: comments, notes, reasons, names of files, audit rows', async () => {
  const text = (await readDisk(t.admin)).toLowerCase()
  expect(text).toContain('exception.comment')
  for (const secret of secrets) expect(text).not.toContain(secret)
  await t.admin.query(
    `INSERT INTO heal_entry VALUES ($1, 'h', now(), 'acct_a', 'told by Ben Q', now(), now(), 0, '', '{}')`,
    [t.marketplaceId],
  )
  expect((await readDisk(t.admin)).toLowerCase()).toContain('ben q')
  await t.admin.query('DELETE FROM heal_entry')
})

test('the chain proves the words while they stand, by a digest that cannot be guessed', async () => {
  const [comment] = (await getException(t.ctx, hers))?.comments ?? []
  const [row] = await listAudit(t.ctx, { action: 'exception.comment', subject: hers })
  const digest = textDigest(t.marketplaceId, 'exception_comment.body_enc', comment?.id ?? '', comment?.body ?? '')
  expect(row?.detail).toEqual({ comment: comment?.id, bodyDigest: digest })
  const [decided, asked] = await listAudit(t.ctx, { subject: approvalId })
  expect([decided, asked].map((act) => Object.keys(act?.detail ?? {}).sort())).toEqual([
    ['payloadHash', 'reasonDigest'],
    ['action', 'payloadHash', 'reasonDigest', 'subject'],
  ])
})

test('words in clear are refused by the table itself, as is a sealed word moved to another row', async () => {
  const clear = `UPDATE exception_comment SET body_enc = 'hello' WHERE exception_id = $1`
  await expect(t.admin.query(clear, [hers])).rejects.toThrow(/body_sealed/)
  const { rows } = await t.admin.query('SELECT id, body_enc FROM exception_comment ORDER BY exception_id, id')
  await t.admin.query('UPDATE exception_comment SET body_enc = $2 WHERE id = $1', [rows[0]?.id, rows[1]?.body_enc])
  const mixed = Promise.all([getException(t.ctx, hers), getException(t.ctx, other)])
  await expect(mixed).rejects.toThrow()
  await t.admin.query('UPDATE exception_comment SET body_enc = $2 WHERE id = $1', [rows[0]?.id, rows[0]?.body_enc])
})

test('a rotation takes the words over, decided approvals too, and seals those from before', async () => {
  await t.admin.query(`UPDATE recon_exception SET note_enc = 'clear:sealed: an old note' WHERE id = $1`, [other])
  expect(await getException(t.ctx, other)).toMatchObject({ note: 'sealed: an old note' })
  const keys = process.env.ENCRYPTION_KEYS
  const store = globalThis as { counterfoilEnv?: unknown }
  process.env.ENCRYPTION_KEYS = `next:${Buffer.alloc(32, 9).toString('base64')},${keys}`
  store.counterfoilEnv = undefined
  expect(await rotateKeys(t.ctx)).toMatchObject({
    'exception_comment.body_enc': 3,
    'recon_exception.note_enc': 2,
    'approval.reason_enc': 2,
    'approval.decided_reason_enc': 1,
    'book_import.name_enc': 1,
  })
  const { rows } = await t.admin.query(
    `SELECT body_enc AS text FROM exception_comment UNION ALL SELECT note_enc FROM recon_exception WHERE note_enc IS NOT NULL
     UNION ALL SELECT reason_enc FROM approval UNION ALL SELECT name_enc FROM book_import`,
  )
  for (const { text } of rows) expect(text).toMatch(/^sealed:next:/)
  expect(await getException(t.ctx, other)).toMatchObject({ note: 'sealed: an old note' })
  await t.admin.query('UPDATE recon_exception SET note_enc = NULL WHERE id = $1', [other])
})

test('an erased person is gone from everything that people wrote; others, money and chain stay', async () => {
  for (const tag of ['ada-lovelace', 'patience']) await tagException(t.ctxAs('analyst'), { id: hers, tag, on: true })
  expect(await erasePerson(t.ctxAs('compliance'), 'ada@example.org')).toMatchObject({ ok: true, value: { texts: 7 } })
  expect(await getException(t.ctx, hers)).toMatchObject({ tags: ['patience'] })
  expect(await commentsOn(hers)).toEqual(['Mrs [erased] asks for patience.'])
  expect((await commentsOn(other))?.toSorted()).toEqual([
    'Mixed up with [erased] ([erased], [erased])',
    'Not Lovelace & Sons: Ben Q, ben@example.org.',
  ])
  expect(await getException(t.ctx, hers)).toMatchObject({ note: 'Paid back to [erased] by hand', state: 'resolved' })
  expect((await listImports(t.ctx)).map(({ name }) => name)).toEqual(['orders of [erased].csv'])
  const { rows } = await t.admin.query('SELECT state, decided_by IS NOT NULL AS decided FROM approval ORDER BY subject')
  expect(rows).toEqual([
    { state: 'approved', decided: true },
    { state: 'pending', decided: false },
  ])
  expect((await listPendingApprovals(t.ctx)).map(({ id, reason }) => [id, reason])).toEqual([
    [undecidedId, 'Ben Q was charged twice'],
  ])
  expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
  const [act] = await listAudit(t.ctx, { action: 'person.erase' })
  expect(act?.detail).toMatchObject({ texts: 7 })
  expect(await erasePerson(t.ctxAs('compliance'), 'ada@example.org')).toMatchObject({ value: { texts: 0 } })
})

test('rejects: a decided approval keeps everything but its words', async () => {
  const change = (what: string) => t.admin.query(`UPDATE approval SET ${what} WHERE id = $1`, [approvalId])
  await expect(change(`state = 'refused'`)).rejects.toThrow(/decided/)
  await expect(change(`payload = '{}', reason_enc = 'sealed:x'`)).rejects.toThrow(/bound to its payload/)
})

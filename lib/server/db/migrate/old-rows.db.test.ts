import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

/** Migrations up to here made the first schema; whatever stood in it has to live through those that came after. */
const first = '20261101000200'
const folder = 'prisma/migrations'
const name = `old_${process.pid}_${Date.now().toString(36)}`

const oldRows = `
  INSERT INTO provider_connection (marketplace_id, provider, livemode, account_id, api_key_enc, webhook_secrets_enc)
    VALUES ('m', 'stripe', false, 'acct_test', 'k', 'w'), ('m', 'stripe', true, 'acct_live', 'k', 'w');
  INSERT INTO intent (marketplace_id, id, provider, account_id, action, payload, idempotency_key, state, attempts, object_id,
      approval_id, created_by, created_at, confirmed_at)
    SELECT m, id, 'stripe', 'acct_1', 'refund_application_fee', '{}', id, state, attempts, object_id, approval_id, 'u',
      '2026-10-01Z', confirmed_at::timestamptz
    FROM (VALUES ('m', 'int_pending', 'pending', 0, NULL, 'apr_yes', NULL), ('m', 'int_sent', 'sent', 2, NULL, NULL, NULL),
      ('m', 'int_confirmed', 'confirmed', 1, 'fr_1', NULL, '2026-10-02Z'), ('m', 'int_refused', 'refused', 1, NULL, NULL, NULL),
      ('unconnected', 'int_alone', 'pending', 0, NULL, NULL, NULL))
      AS x(m, id, state, attempts, object_id, approval_id, confirmed_at);
  INSERT INTO approval (marketplace_id, id, action, subject, payload, payload_hash, reason, requested_by, requested_at,
      expires_at, state, decided_by, decided_at, decided_reason)
    SELECT 'm', id, 'a', 's', '{}', hash, 'because', by, '2026-10-01Z', '2026-10-04Z', state, decider,
      CASE WHEN decider IS NOT NULL THEN '2026-10-02Z'::timestamptz END, CASE WHEN decider IS NOT NULL THEN 'fine' END
    FROM (VALUES ('apr_b', 'twice', 'usr_2', 'pending', NULL), ('apr_a', 'twice', 'usr_1', 'pending', NULL),
      ('apr_yes', 'other', 'usr_1', 'approved', 'usr_2'), ('apr_no', 'other', 'usr_1', 'refused', 'usr_2'))
      AS x(id, hash, by, state, decider);
  INSERT INTO exception_comment VALUES ('m', 'exc_c', 'exc_1', 'u', 'clear words', now());
  INSERT INTO book_import VALUES ('m', 'imp_1', 'csv', 'books.csv', '{}', 1, 0, 'u', now());
  INSERT INTO balance_proof (marketplace_id, provider, livemode, account_id, currency, balance_type, state, provider_minor,
      ledger_minor, available_minor, equation, reads, proven_at)
    VALUES ('m', 'stripe', false, 'acct_1', 'eur', 'payments', 'proven', 5, 5, 3, 'e', 2, now());
  INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, amount_minor, currency,
      occurred_at, shares)
    VALUES ('books:be_1', 'm', 'acct_1', 'be_1', 'S-1', 'sale', 'stripe', 5, 'eur', now(), '[]');
  INSERT INTO fee_contract VALUES ('m', 'CT-1', 'acct_2', 'Gold', now(), 'kept', '[]');
  INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created, amount_minor,
      currency, parent_id, raw, observed_at)
    VALUES ('stripe:du_1', 'm', 'acct_test', 'du_1', 'stripe', false, 'dispute', '2026-10-01Z', 900, 'eur', 'ch_1', '{}', now()),
      ('stripe:du_2', 'm', 'acct_1', 'du_2', 'stripe', false, 'dispute', '2026-10-01Z', 800, 'eur', 'ch_2', '{}', now());
  INSERT INTO provider_leg VALUES ('stripe:re_1', 'm', 'acct_test', 'refund', 're_1', 70, 'eur', '2026-10-01Z', true, 'ch_1', NULL, 'O-1');
  INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
      balance_type, source_id, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
    SELECT 'stripe:' || source, 'm', account, 'txn_' || n, 'stripe', false, 'adjustment', category, 'payments', source, amount,
      fee, amount - fee, 'usd', '2026-10-03Z', '2026-10-03Z', '{}'
    FROM (VALUES (1, 'du_1', 'acct_test', 'dispute', -990, 15), (2, 'du_1', 'acct_test', 'dispute_reversal', 990, 0),
      (3, 'du_2', 'acct_1', 'dispute', -880, 0), (4, 're_1', 'acct_test', 'refund_failure', 77, 0))
      AS x(n, source, account, category, amount, fee);
  INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, created, raw)
    VALUES ('m', 'stripe', false, 'acct_1', 'evt_1', 'charge.succeeded', now(), '{}');`

let own: pg.Client
beforeAll(async () => {
  await once(`CREATE DATABASE ${name} TEMPLATE template0`)
  const url = new URL(inject('superuserUrl'))
  url.pathname = `/${name}`
  own = new pg.Client({ connectionString: url.toString() })
  await own.connect()
  await own.query('CREATE TABLE _prisma_migrations (id text)')
  const migrations = (await readdir(folder)).filter((entry) => /^\d{14}_/.test(entry)).sort()
  const isFirst = (migration: string) => migration.slice(0, first.length) <= first
  for (const migration of migrations.filter(isFirst)) await own.query(await sqlOf(migration))
  await own.query(oldRows)
  for (const migration of migrations.filter((entry) => !isFirst(entry))) await own.query(await sqlOf(migration))
}, 60_000)
afterAll(async () => {
  await own.end()
  await once(`DROP DATABASE ${name} WITH (FORCE)`)
})

test('intents from before keep their verdict; those that were sent are dated, and bound to the live connection', async () => {
  const { rows } = await own.query(
    `SELECT id, state, livemode, platform_account_id AS platform, first_sent_at IS NOT NULL AS dated FROM intent ORDER BY id`,
  )
  const live = { livemode: true, platform: 'acct_live' }
  expect(rows).toEqual([
    { id: 'int_alone', state: 'pending', livemode: false, platform: 'acct_1', dated: false },
    { id: 'int_confirmed', state: 'confirmed', ...live, dated: true },
    { id: 'int_pending', state: 'pending', ...live, dated: false },
    { id: 'int_refused', state: 'refused', ...live, dated: true },
    { id: 'int_sent', state: 'sent', ...live, dated: true },
  ])
})

test('of two open requests for one act the older stays, and words from before stand behind their mark', async () => {
  const { rows } = await own.query('SELECT id, state, reason_enc, decided_reason_enc FROM approval ORDER BY id')
  expect(rows).toEqual([
    { id: 'apr_a', state: 'pending', reason_enc: 'clear:because', decided_reason_enc: null },
    { id: 'apr_b', state: 'expired', reason_enc: 'clear:because', decided_reason_enc: null },
    { id: 'apr_no', state: 'refused', reason_enc: 'clear:because', decided_reason_enc: 'clear:fine' },
    { id: 'apr_yes', state: 'approved', reason_enc: 'clear:because', decided_reason_enc: 'clear:fine' },
  ])
  const { rows: words } = await own.query(
    'SELECT body_enc AS text FROM exception_comment UNION SELECT name_enc FROM book_import',
  )
  expect(words.map(({ text }) => text).sort()).toEqual(['clear:books.csv', 'clear:clear words'])
})

test('a sale from before promises no rate, and a contract from before says nothing of disputes', async () => {
  const { rows } = await own.query('SELECT e.quote, c.dispute_policy FROM book_entry e, fee_contract c')
  expect(rows).toEqual([{ quote: null, dispute_policy: null }])
})

test('money that disputes and failed refunds moved before is held against the books from now on', async () => {
  const { rows } = await own.query(
    `SELECT concat_ws(' ', account_id, kind, object_id, amount_minor, currency, to_char(created AT TIME ZONE 'UTC', 'MM-DD'), parent_id, seller_id,
       order_reference) AS leg FROM provider_leg ORDER BY 1`,
  )
  expect(rows.map(({ leg }) => leg)).toEqual([
    'acct_1 dispute du_2 800 eur 10-01 ch_2 acct_1',
    'acct_test dispute du_1 900 eur 10-01 ch_1',
    'acct_test dispute_fee du_1 15 usd 10-01 ch_1',
    'acct_test dispute_reversal du_1 900 eur 10-03 ch_1',
    'acct_test refund re_1 70 eur 10-01 ch_1 O-1',
    'acct_test refund_failure re_1 70 eur 10-03 ch_1 O-1',
  ])
  const { rows: touched } = await own.query('SELECT money_key FROM recon_touch ORDER BY 1')
  expect(touched.map((row) => row.money_key)).toEqual(['stripe:du_1', 'stripe:du_2', 'stripe:re_1'])
})

async function sqlOf(migration: string): Promise<string> {
  return readFile(join(folder, migration, 'migration.sql'), 'utf8')
}

async function once(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('superuserUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

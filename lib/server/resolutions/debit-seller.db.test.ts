import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { noParticulars } from '@/lib/domain/resolutions/act'
import type { Ctx } from '../context'
import { executeIntents } from '../intents/execute-intents'
import { type IntentGround, openIntentGround } from '../intents/testing/intent-ground'
import { postLedger } from '../ledger/post-ledger'
import { listDriftedAccounts } from '../ledger/queries'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { syncMarketplace } from '../sync/sync-marketplace'
import { answerApproval } from './answer-approval'
import { proposeResolution } from './propose-resolution'
import { listAsked } from './queries'

const hours = 48
let ground: IntentGround
beforeAll(async () => {
  ground = await openIntentGround(5, 60)
  await ground.sandbox.control('POST', '/step', { hours })
}, 120_000)
afterAll(() => ground.close())
afterEach(() => ground.sandbox.control('DELETE', '/faults'))

const as = (role: Role): Ctx => ({ ...ground.t.ctxAs(role), now: ground.later(hours).now })
const look = async () => {
  await syncMarketplace(ground.later(hours), ground.provider, { kind: 'full' })
  await postLedger(ground.later(hours))
  await reconcileTouched(ground.later(hours))
}
type Row = { id: string; [field: string]: unknown }
/** Read as the account itself. */
const readAs = async (path: string, account: string): Promise<unknown> => {
  const { apiUrl, apiKey } = ground.sandbox
  const headers = { authorization: `Bearer ${apiKey}`, 'stripe-account': account }
  return (await fetch(`${apiUrl}${path}`, { headers })).json()
}
const listed = async (path: string) => (await ground.read(path)) as unknown as { data: Row[] }
const post = async (path: string, body: string) => {
  const { apiUrl, apiKey } = ground.sandbox
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(await response.text())
}
const rowsOf = async (sql: string, params: unknown[] = []) => (await ground.t.admin.query(sql, params)).rows

/** A seller of the platform's country with money, of whom a refund forgot the transfer. */
async function owing() {
  const debtors = await rowsOf(
    `SELECT t.id AS transfer, t.parent_id AS charge, t.currency, t.raw->>'destination' AS seller FROM provider_object t
     JOIN provider_account a ON a.account_id = t.raw->>'destination' AND a.marketplace_id = t.marketplace_id
     JOIN provider_account p ON p.is_platform AND p.marketplace_id = t.marketplace_id AND p.country IS NOT NULL
       AND (p.country = a.country OR (p.country IN ('DE', 'GB', 'FR', 'NL', 'SE', 'IS') AND a.country IN ('DE', 'GB', 'FR', 'NL', 'SE', 'IS')))
     WHERE t.object_type = 'transfer' AND t.parent_id IS NOT NULL AND a.deauthorized_at IS NULL
       AND t.amount_minor > 2000 AND (t.raw->>'amount_reversed')::bigint = 0 ORDER BY t.created DESC LIMIT 40`,
  )
  for (const { charge, currency, seller } of debtors) {
    const { available } = (await readAs('/v1/balance', seller)) as {
      available: { amount: number; currency: string }[]
    }
    const has = available.find((part) => part.currency === currency)?.amount ?? 0
    const {
      amount,
      amount_refunded: refunded,
      disputed,
    } = (await ground.read(`/v1/charges/${charge}`)) as unknown as {
      amount: number
      amount_refunded: number
      disputed: boolean
    }
    if (has < 2000 || refunded > 0 || disputed || amount < 2000) continue
    await post('/v1/refunds', `charge=${charge}&amount=1000`)
    await look()
    const [found] = await rowsOf(
      `SELECT id, version, seller_id AS seller, amount_minor::text AS minor, currency FROM recon_exception
       WHERE kind = 'TRANSFER_NOT_REVERSED' AND seller_id = $1 AND state = 'open' AND amount_minor <= 1000 LIMIT 1`,
      [seller],
    )
    if (found) return found
  }
  throw new Error('nobody owes anything in this world')
}

test('a seller is debited by two people, once even if the answer is lost; both halves tie, and nothing new is found', async () => {
  const found = await owing()
  const before = await rowsOf(`SELECT id FROM recon_exception WHERE state = 'open' ORDER BY id`)
  const input = { id: found.id, version: found.version, act: 'debit_seller' as const, note: 'the refund forgot it' }
  const asked = await proposeResolution(as('admin'), { ...input, particulars: noParticulars })
  expect(asked).toMatchObject({ ok: true, value: { way: 'second_person' } })
  const [waiting] = await listAsked(as('admin'), found.id)
  if (!waiting) throw new Error('nothing was asked')
  const { id, payloadHash, payload } = waiting.approval
  expect(payload).toMatchObject({
    action: 'debit_seller',
    accountId: found.seller,
    destination: ground.sandbox.platform,
  })
  const yes = { id, decision: 'approved' as const, seenHash: payloadHash, reason: 'checked' }
  expect(await answerApproval(as('admin'), yes)).toMatchObject({ ok: false, reason: 'own_request' })
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  await ground.wake()

  await ground.fault({ kind: 'timeout_after_write', on: 'POST *', rate: 1, delayMs: 3000 })
  expect(await executeIntents(ground.later(hours), ground.provider)).toMatchObject({ waiting: 1 })
  await ground.sandbox.control('DELETE', '/faults')
  await ground.wake()
  expect(await executeIntents(ground.later(hours), ground.provider)).toMatchObject({ confirmed: 1 })
  const debits = (await listed(`/v1/transfers?limit=100`)).data
  expect(debits.filter(({ destination }) => destination === ground.sandbox.platform)).toEqual([])
  const own = (await readAs('/v1/transfers?limit=100', found.seller)) as { data: Row[] }
  expect(own.data).toMatchObject([{ amount: Number(found.minor), destination: ground.sandbox.platform }])
  expect(await rowsOf('SELECT state, resolution FROM recon_exception WHERE id = $1', [found.id])).toEqual([
    { state: 'resolved', resolution: 'settled_with_seller' },
  ])

  await look()
  const after = await rowsOf(`SELECT id FROM recon_exception WHERE state = 'open' ORDER BY id`)
  expect(after).toEqual(before.filter((row) => row.id !== found.id))
  expect(await listDriftedAccounts(ground.t.ctx)).toEqual([])
  const halves = await rowsOf(
    `SELECT split_part(ledger_account, ':', 2) = 'platform' AS platform, sum(debit_minor - credit_minor)::text AS minor
     FROM ledger_balance WHERE ledger_account LIKE 'seller_debits:%' GROUP BY 1 ORDER BY 1`,
  )
  expect(halves).toEqual([
    { platform: false, minor: found.minor },
    { platform: true, minor: `-${found.minor}` },
  ])
  const volume = await rowsOf(
    `SELECT count(*)::int AS n FROM provider_leg WHERE kind = 'transfer' AND account_id = $1`,
    [found.seller],
  )
  expect(volume).toEqual([{ n: 0 }])
}, 180_000)

test('where Stripe would not let a platform debit, nothing is asked and the reason is said', async () => {
  const [other] = await rowsOf(
    `SELECT e.id, e.version, e.seller_id AS seller FROM recon_exception e WHERE e.state = 'open' AND e.seller_id IS NOT NULL
       AND e.direction = 'seller_owes_platform' AND e.kind IN ('TRANSFER_NOT_REVERSED', 'FEE_VARIANCE', 'DISPUTE_NOT_RECOVERED') LIMIT 1`,
  )
  if (!other) throw new Error('nobody owes anything else')
  await ground.t.admin.query(`UPDATE provider_account SET country = 'AU' WHERE account_id = $1`, [other.seller])
  const asked = await proposeResolution(as('admin'), {
    id: other.id,
    version: other.version,
    act: 'debit_seller',
    note: 'he owes it',
    particulars: noParticulars,
  })
  expect(asked).toEqual({ ok: false, reason: 'other_region' })
}, 60_000)

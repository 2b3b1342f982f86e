import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { defaultPolicy } from '@/lib/domain/matching/default-policy'
import { policyToJson } from '@/lib/domain/matching/policy-input'
import { activatePolicy } from '../policies/activate-policy'
import { draftPolicy } from '../policies/draft-policy'
import { listAskedActivations } from '../policies/queries'
import { requestActivation } from '../policies/request-activation'
import { tryPolicy } from '../policies/try-policy'
import { matchingGround, payout } from '../testing/matching-ground'
import { decideProposal } from './decide-proposal'
import { proposeMatches } from './propose-matches'
import { countProposals, listProposals } from './queries'

let ground: Awaited<ReturnType<typeof matchingGround>>
beforeAll(async () => {
  ground = await matchingGround()
})
afterAll(() => ground.t.close())
beforeEach(() => ground.empty())

const run = () => proposeMatches(ground.at(ground.t.ctx))
const as = (role: 'analyst' | 'admin') => ground.at(ground.t.ctxAs(role))
const october = { from: calendarDay('2026-10-01'), to: calendarDay('2026-10-31') }

/** Sums that fit to the cent are worth 100 here; what is sure is applied, or laid before a person. */
function surerSums(confirmed: 'apply' | 'propose', confirmFrom = 90): string {
  const points = { reference: 0, amount: 40, date: 25, text: 35 }
  const pairs = defaultPolicy.pairs.map((pair) => ({
    ...pair,
    confirmFrom,
    splits: pair.splits.map((split) => (split.code === 'sum' ? { ...split, points } : split)),
  }))
  return policyToJson({ version: 'surer sums', confirmed, pairs })
}

async function activate(text: string): Promise<string> {
  const drafted = await draftPolicy(as('analyst'), text)
  if (!drafted.ok || drafted.value.kind !== 'kept') throw new Error(JSON.stringify(drafted))
  const { id } = drafted.value
  const tried = await tryPolicy(as('analyst'), { id, ...october })
  await requestActivation(as('analyst'), { id, reason: 'our bank adds payouts up' })
  const [asked] = (await listAskedActivations(as('admin'))).filter(({ subject }) => subject === id)
  if (!asked || !tried.ok) throw new Error('not asked for')
  const done = await activatePolicy(as('admin'), { id, approvalId: asked.id, seenHash: asked.payloadHash })
  if (!done.ok) throw new Error(done.reason)
  return tried.value.sentence
}

/** Two payouts that the bank booked as one, one from which it kept 7.00, and two lines of which either may be a third. */
async function world() {
  await ground.store([payout('po_1', 1_000_00, 5), payout('po_3', 40_00, 12), payout('po_4', 25_00, 12)])
  await ground.bring([
    [6, 993_00n, 'STRIPE'],
    [13, 65_00n, 'STRIPE'],
  ])
  await ground.reconcile()
}
const states = async () => {
  const { rows } = await ground.t.admin.query(
    `SELECT object_id || ' ' || state || coalesce(' by ' || resolved_by, '') AS said FROM recon_exception
     WHERE kind = 'PAYOUT_NOT_IN_BANK' ORDER BY 1`,
  )
  return rows.map(({ said }) => said)
}

test('the shipped policy applies nothing by itself, nor does one that says so', async () => {
  await world()
  expect(await run()).toMatchObject({ applied: 0 })
  await activate(surerSums('propose'))
  expect(await run()).toMatchObject({ applied: 0 })
  expect(await countProposals(as('analyst'))).toMatchObject({ accepted: 0, proposed: 2 })
})

test('what two people let it apply is applied: sure ones only, in the chain with policy and reasons, once', async () => {
  await world()
  const sentence = await activate(surerSums('apply'))
  expect(sentence).toContain('It would apply the one that is confirmed by itself, without asking anybody.')
  expect(await run()).toMatchObject({ applied: 1 })
  expect(await states()).toEqual(['po_1 open', 'po_3 resolved by policy 1', 'po_4 resolved by policy 1'])
  const [accepted] = await listProposals(as('analyst'), 'accepted')
  expect(accepted).toMatchObject({ decidedBy: 'policy 1', confidence: 100, rule: 'sum' })
  const { rows } = await ground.t.admin.query(
    `SELECT actor_kind, detail FROM audit_entry WHERE action = 'matching.apply'`,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ actor_kind: 'job', detail: { version: 1, rule: 'sum', confidence: 100 } })
  expect(rows[0].detail.exceptions).toHaveLength(3)
  await ground.reconcile()
  await run()
  expect(await states()).toEqual(['po_1 open', 'po_3 resolved by policy 1', 'po_4 resolved by policy 1'])
  expect((await listProposals(as('analyst'), 'proposed')).map(({ rule }) => rule)).toEqual(['amount_and_bank_fee'])
})

test('what a person takes back stays taken back, whatever the policy says', async () => {
  await world()
  await activate(surerSums('apply'))
  await run()
  const [accepted] = await listProposals(as('analyst'), 'accepted')
  expect(await decideProposal(as('analyst'), { id: accepted?.id ?? '', decision: 'refused' })).toMatchObject({
    ok: true,
  })
  expect(await states()).toEqual(['po_1 open', 'po_3 open', 'po_4 open'])
  await ground.t.admin.query('DELETE FROM match_check')
  expect(await run()).toMatchObject({ applied: 0 })
  expect(await states()).toEqual(['po_1 open', 'po_3 open', 'po_4 open'])
})

test('where two ways are equally good nothing is applied', async () => {
  // 65.00 may be 40 + 25 or 45 + 20.
  const parts = [40_00, 25_00, 45_00, 20_00]
  await ground.store(parts.map((cents, at) => payout(`po_${at}`, cents, 12)))
  await ground.bring([[13, 65_00n, 'STRIPE']])
  await ground.reconcile()
  await activate(surerSums('apply'))
  expect(await run()).toMatchObject({ applied: 0 })
  expect(await listProposals(as('analyst'), 'accepted')).toEqual([])
})

test('below ninety nothing may be called sure enough to be applied', async () => {
  const drafted = await draftPolicy(as('analyst'), surerSums('apply', 89))
  expect(JSON.stringify(drafted)).toContain('is below 90, and what is confirmed is applied by itself')
  expect(await draftPolicy(as('analyst'), surerSums('propose', 89))).toMatchObject({ value: { kind: 'kept' } })
})

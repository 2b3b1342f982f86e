import { afterEach, beforeEach, expect, test } from 'vitest'
import { latePayout } from '@/prisma/scenarios/late-payout'
import { partialCapture } from '@/prisma/scenarios/partial-capture'
import { paidThenFailed, statementWithReturn } from '@/prisma/scenarios/statement-with-return'
import { threeCurrencies } from '@/prisma/scenarios/three-currencies'
import { wonAfterLeaving } from '@/prisma/scenarios/won-after-leaving'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { bankOf, type Mt940Line, mt940Of } from '../statements/testing/bank-files'
import { playScenario, settle } from './testing/play-scenario'

let t: TestDatabase
let bank: Awaited<ReturnType<typeof bankOf>>
beforeEach(async () => {
  t = await openTestDatabase()
  bank = await bankOf(t)
})
afterEach(() => t.close())

const october = (number: string, lines: Mt940Line[]) => bank.bring(mt940Of(number, 100_00n, lines))
const told = async (query: string): Promise<string[]> => (await t.admin.query(query)).rows.map(({ said }) => said)
const found = () =>
  told(`SELECT kind || ' ' || object_id || ' ' || amount_minor || ' ' || currency || ' ' || state AS said
    FROM recon_exception ORDER BY 1`)
const pairs = () =>
  told(`SELECT m.kind || ' ' || m.object_id || ' ' || l.booked_on AS said FROM bank_match m
    JOIN bank_line l ON l.id = m.line_id ORDER BY 1`)
const proofs = () =>
  told(`SELECT payout_id || ' ' || before_minor || ' - ' || consumed_minor || ' = ' || after_minor || ', over '
    || remainder_minor AS said FROM payout_composition ORDER BY 1`)

test('a late payout is missing from the bank until the line of its last day comes', async () => {
  await october('7', [[6, -1_00n, 'coffee']])
  await playScenario(t.ctx, latePayout)
  expect(await proofs()).toEqual(['po_1 9700 - 9700 = 0, over 0'])
  expect(await found()).toEqual(['PAYOUT_NOT_IN_BANK po_1 9700 eur open'])
  await october('8', [
    [6, -1_00n, 'coffee'],
    [13, 97_00n, 'STRIPE'],
  ])
  await settle({ ...t.ctx, now: new Date(latePayout.now) })
  expect(await found()).toEqual(['PAYOUT_NOT_IN_BANK po_1 9700 eur closed'])
  expect(await pairs()).toEqual(['payout po_1 2026-10-13'])
})

test('a manual payout over three currencies is three proofs and no finding', async () => {
  await playScenario(t.ctx, threeCurrencies)
  expect(await proofs()).toEqual([
    'po_eur 10000 - 10000 = 0, over 0',
    'po_jpy 15000 - 12500 = 2500, over 0',
    'po_usd 124000 - 120450 = 3550, over 0',
  ])
  expect(await found()).toEqual([])
})

test('a statement with a return explains a payout and its failure', async () => {
  await october('7', [
    [6, 97_00n, 'STRIPE'],
    [9, -97_00n, 'STRIPE RETURN'],
  ])
  await playScenario(t.ctx, statementWithReturn)
  expect(await pairs()).toEqual(['payout po_1 2026-10-06', 'return po_1 2026-10-09'])
  expect(await found()).toEqual([])
})

test('paid → failed: the failure is unbooked, and the bank still has the money', async () => {
  await october('7', [[6, 97_00n, 'STRIPE']])
  await playScenario(t.ctx, paidThenFailed)
  expect(await pairs()).toEqual(['payout po_1 2026-10-06'])
  expect(await found()).toEqual([
    expect.stringMatching(/^BANK_WITHOUT_PAYOUT bkl_\w+ 9700 eur open$/),
    'PAYOUT_FAILED_UNBOOKED po_1 9700 eur open',
  ])
})

test('a partial capture with a partial refund leaves what was captured less what went back', async () => {
  await playScenario(t.ctx, partialCapture)
  expect(await proofs()).toEqual(['po_1 4000 - 4000 = 0, over 0'])
  expect(await found()).toEqual([])
})

test('a dispute is won after the seller left: his transfer is still owed to him', async () => {
  await playScenario(t.ctx, wonAfterLeaving)
  expect(await found()).toEqual(['RETRANSFER_OWED tr_1 9000 eur open'])
  expect(await told(`SELECT sum(net_minor)::text AS said FROM balance_transaction`)).toEqual(['8500'])
})

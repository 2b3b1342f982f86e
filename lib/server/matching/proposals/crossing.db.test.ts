import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordRates } from '../../rates/record-rates'
import { matchingGround, payout } from '../testing/matching-ground'
import { proposeMatches } from './propose-matches'
import { listProposals } from './queries'

let ground: Awaited<ReturnType<typeof matchingGround>>
beforeAll(async () => {
  ground = await matchingGround()
})
afterAll(() => ground.t.close())

const run = () => proposeMatches(ground.at(ground.t.ctx))
const analyst = () => ground.at(ground.t.ctxAs('analyst'))

test('a payout that the bank converted is proposed once a rate of its day is on file, and says which rate it was', async () => {
  await ground.store([{ ...payout('po_usd', 1_000_00, 5), currency: 'usd' }])
  await ground.bring([[6, 918_00n, 'STRIPE']])
  await ground.reconcile()
  expect(await run()).toMatchObject({ proposed: 0 })
  await recordRates(analyst(), { text: '2026-10-05, USD, EUR, 0.92', source: 'bank' })
  expect(await run()).toMatchObject({ proposed: 1 })
  const [found] = await listProposals(analyst(), 'proposed')
  expect(found).toMatchObject({ rule: 'converted', left: [{ name: 'po_usd', currency: 'usd' }] })
  expect(found?.factors.find(({ code }) => code === 'amount')?.facts).toMatchObject({
    by: 'rate',
    currency: 'eur',
    expectedMinor: 920_00n,
    rateDay: '2026-10-05',
    rateSource: 'bank',
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchingGround, payout } from '../testing/matching-ground'
import { proposeMatches } from './propose-matches'
import { listProposals, listUndecided, type UndecidedRow } from './queries'

let ground: Awaited<ReturnType<typeof matchingGround>>
beforeAll(async () => {
  ground = await matchingGround()
})
afterAll(() => ground.t.close())

const as = (role: 'analyst', marketplace?: string) => ground.at(ground.t.ctxAs(role, marketplace))

test('two ways that are equally good are shown, both of them, and neither is proposed', async () => {
  await ground.store([payout('po_a', 50_00, 5), payout('po_b', 50_00, 5)])
  await ground.bring([
    [6, 50_00n, 'STRIPE'],
    [6, 50_00n, 'STRIPE'],
  ])
  await ground.reconcile()
  await proposeMatches(ground.at(ground.t.ctx))
  expect(await listProposals(as('analyst'), 'proposed')).toEqual([])
  const [only, ...more] = await listUndecided(as('analyst'))
  expect([only?.pair, only?.apartPoints, more.length]).toEqual(['payout bank_line', 0, 0])
  const names = (way: UndecidedRow['best'] = []) => way.flatMap(({ left }) => left.map(({ name }) => name)).sort()
  expect([names(only?.best), names(only?.second)]).toEqual([
    ['po_a', 'po_b'],
    ['po_a', 'po_b'],
  ])
  expect(only?.best).not.toEqual(only?.second)
  expect(await listUndecided(as('analyst', ground.t.otherMarketplaceId))).toEqual([])
})

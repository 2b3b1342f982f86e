import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { matchingGround, payout } from '../testing/matching-ground'
import { decideProposal } from './decide-proposal'
import { proposeMatches } from './propose-matches'
import { countProposals, listProposals, proposalsAbout } from './queries'

let ground: Awaited<ReturnType<typeof matchingGround>>
beforeAll(async () => {
  ground = await matchingGround()
})
afterAll(() => ground.t.close())
beforeEach(async () => {
  await ground.empty()
  await forgetWorld(ground.t.ctx)
})

const run = () => proposeMatches(ground.at(ground.t.ctx))
const as = (role: 'analyst' | 'executive', marketplace?: string) => ground.at(ground.t.ctxAs(role, marketplace))
const proposed = () => listProposals(as('analyst'), 'proposed')
const found = async () => {
  const { rows } = await ground.t.admin.query(
    `SELECT kind || ' ' || amount_minor || ' ' || state || coalesce(' ' || resolution, '') AS said FROM recon_exception ORDER BY 1`,
  )
  return rows.map(({ said }) => said)
}

/** One payout from which the bank kept 7.00, and two that it booked as one. */
async function world() {
  await ground.store([payout('po_1', 1_000_00, 5), payout('po_3', 40_00, 12), payout('po_4', 25_00, 12)])
  await ground.bring([
    [6, 993_00n, 'STRIPE'],
    [13, 65_00n, 'STRIPE'],
  ])
  await ground.reconcile()
}

describe('what the certain run left alone', () => {
  test('is proposed with reasons that add up, applied to nothing, and the same however often it is asked', async () => {
    await world()
    const before = await found()
    expect(await run()).toEqual({ proposed: 2, gone: 0, applied: 0 })
    expect(await found()).toEqual(before)
    const all = await proposed()
    expect(
      all.map(({ left, right, rule, confidence }) => [left.map(({ name }) => name), right.length, rule, confidence]),
    ).toEqual([
      [['po_3', 'po_4'], 1, 'sum', 89],
      [['po_1'], 1, 'amount_and_bank_fee', 76],
    ])
    for (const { factors, confidence } of all) {
      expect(factors.reduce((sum, { points }) => sum + points, 0)).toBe(confidence)
    }
    expect(await run()).toBeNull()
    await ground.t.admin.query('DELETE FROM match_check')
    expect(await run()).toEqual({ proposed: 0, gone: 0, applied: 0 })
    expect(await proposed()).toEqual(all)
  })

  test('one row is in one proposal, whoever writes it', async () => {
    await world()
    await run()
    const [one] = await proposed()
    await expect(
      ground.t.admin.query(`INSERT INTO match_proposal_row VALUES ($1, $2, 'mpr_other')`, [
        ground.t.marketplaceId,
        one?.left[0]?.id,
      ]),
    ).rejects.toThrow(/unique/)
  })

  test('a proposal is gone when its rows are', async () => {
    await world()
    await run()
    await ground.store([payout('po_5', 993_00, 6)])
    await ground.reconcile()
    expect(await run()).toEqual({ proposed: 0, gone: 1, applied: 0 })
    expect((await proposed()).map(({ rule }) => rule)).toEqual(['sum'])
  })
})

describe('a person decides', () => {
  test('accepted: the exceptions of both sides are resolved for that reason, and stay so through every run', async () => {
    await world()
    await run()
    const [, fee] = await proposed()
    const { rows } = await ground.t.admin.query(`SELECT id FROM recon_exception WHERE object_id = 'po_1'`)
    expect((await proposalsAbout(as('analyst'), rows[0].id)).map(({ id }) => id)).toEqual([fee?.id])
    expect(await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'accepted' })).toMatchObject({ ok: true })
    const said = [
      'BANK_WITHOUT_PAYOUT 6500 open',
      'BANK_WITHOUT_PAYOUT 99300 resolved linked_by_hand',
      'PAYOUT_NOT_IN_BANK 100000 resolved linked_by_hand',
      'PAYOUT_NOT_IN_BANK 2500 open',
      'PAYOUT_NOT_IN_BANK 4000 open',
    ]
    expect(await found()).toEqual(said)
    await ground.reconcile()
    await run()
    expect(await found()).toEqual(said)
    expect(await countProposals(as('analyst'))).toEqual({ proposed: 1, accepted: 1, refused: 0, gone: 0 })
    expect(await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'accepted' })).toMatchObject({
      reason: 'already_decided',
    })
    const { rows: audit } = await ground.t.admin.query(
      `SELECT action FROM audit_entry WHERE subject = $1 OR detail->>'proposal' = $1 ORDER BY seq`,
      [fee?.id],
    )
    expect(audit.map(({ action }) => action)).toEqual(['exception.resolve', 'exception.resolve', 'matching.accepted'])
  })

  test('accepted before anything was missing: what a run finds later about its rows is settled already', async () => {
    await world()
    await run()
    const [, fee] = await proposed()
    await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'accepted' })
    await ground.t.admin.query('DELETE FROM recon_exception')
    await ground.reconcile()
    await run()
    expect((await found()).filter((said) => said.endsWith('linked_by_hand'))).toEqual([
      'BANK_WITHOUT_PAYOUT 99300 resolved linked_by_hand',
      'PAYOUT_NOT_IN_BANK 100000 resolved linked_by_hand',
    ])
  })

  test('taken back: what was resolved by it is open again, its rows are free, and the pair is not proposed again', async () => {
    await world()
    await run()
    const before = await found()
    const [, fee] = await proposed()
    await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'accepted' })
    expect(await found()).not.toEqual(before)
    expect(await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'refused' })).toMatchObject({ ok: true })
    expect(await found()).toEqual(before)
    await ground.reconcile()
    await run()
    expect(await found()).toEqual(before)
    expect(await countProposals(as('analyst'))).toEqual({ proposed: 1, accepted: 0, refused: 1, gone: 0 })
  })

  test('overtaken: a line that a payout of its very amount takes later is given up, and what it explained is open', async () => {
    await world()
    await run()
    const [, fee] = await proposed()
    await decideProposal(as('analyst'), { id: fee?.id ?? '', decision: 'accepted' })
    await ground.store([payout('po_5', 993_00, 6)])
    await ground.reconcile()
    await run()
    await ground.reconcile()
    expect((await found()).filter((said) => said.includes('100000') || said.includes('99300'))).toEqual([
      'BANK_WITHOUT_PAYOUT 99300 closed',
      'PAYOUT_NOT_IN_BANK 100000 open',
    ])
    expect(await countProposals(as('analyst'))).toMatchObject({ accepted: 0, gone: 1 })
  })

  test('refused: never proposed again for the same rows, and nothing is resolved', async () => {
    await world()
    await run()
    const before = await found()
    const [split] = await proposed()
    expect(await decideProposal(as('analyst'), { id: split?.id ?? '', decision: 'refused' })).toMatchObject({
      ok: true,
    })
    await ground.t.admin.query('DELETE FROM match_check')
    await run()
    expect((await proposed()).map(({ rule }) => rule)).toEqual(['amount_and_bank_fee'])
    expect(await found()).toEqual(before)
  })

  test('only who may resolve, and only in their own marketplace', async () => {
    await world()
    await run()
    const [one] = await proposed()
    const input = { id: one?.id ?? '', decision: 'accepted' } as const
    expect(await decideProposal(as('executive'), input)).toEqual({ ok: false, reason: 'not_permitted' })
    const stranger = as('analyst', ground.t.otherMarketplaceId)
    expect(await decideProposal(stranger, input)).toEqual({ ok: false, reason: 'not_found' })
    expect(await listProposals(stranger, 'proposed')).toEqual([])
  })
})

describe('books and Stripe', () => {
  test('an entry that names no object is proposed for the movement of its amount, and of its kind only', async () => {
    const legs = [leg('refund', 're_1', 40_00n), leg('transfer', 'tr_1', 40_00n)]
    await storeWorld(ground.t.ctx, { legs, entries: [entry('refund', 'B-1', null, 40_00n)] })
    await reconcileTouched(ground.t.ctx)
    const ctx = ground.t.ctxAs('analyst')
    await proposeMatches(ground.t.ctx)
    const [one, ...others] = await listProposals(ctx, 'proposed')
    expect(others).toEqual([])
    expect([one?.left[0]?.name, one?.right[0]?.name, one?.rule, one?.confidence]).toEqual([
      'B-1',
      're_1',
      'amount_and_date',
      80,
    ])
    await decideProposal(ctx, { id: one?.id ?? '', decision: 'accepted' })
    expect(await found()).toEqual([
      'MISSING_IN_BOOKS 4000 open',
      'MISSING_IN_BOOKS 4000 resolved linked_by_hand',
      'MISSING_IN_STRIPE 4000 resolved linked_by_hand',
    ])
    // Later the books name the very object: the entry without one explains nothing any more.
    await storeWorld(ground.t.ctx, { entries: [entry('refund', 'B-2', 're_1', 40_00n)] })
    await reconcileTouched(ground.t.ctx)
    await proposeMatches(ground.t.ctx)
    await reconcileTouched(ground.t.ctx)
    expect(await found()).toEqual([
      'MISSING_IN_BOOKS 4000 closed',
      'MISSING_IN_BOOKS 4000 open',
      'MISSING_IN_STRIPE 4000 open',
    ])
  })

  test('rows that name each other and do not add up show the remainder, and cannot be accepted', async () => {
    const order = { orderReference: 'FH-7' }
    const legs = [leg('refund', 're_1', 40_00n, order), leg('refund', 're_2', 25_00n, order)]
    await storeWorld(ground.t.ctx, { legs, entries: [entry('refund', 'B-7', null, 70_00n, order)] })
    await reconcileTouched(ground.t.ctx)
    await proposeMatches(ground.t.ctx)
    const ctx = ground.t.ctxAs('analyst')
    const [one] = await listProposals(ctx, 'proposed')
    expect([one?.rule, one?.remainderMinor, one?.right.length]).toEqual(['split_incomplete', 5_00n, 2])
    const input = { id: one?.id ?? '', decision: 'accepted' } as const
    expect(await decideProposal(ctx, input)).toEqual({ ok: false, reason: 'does_not_add_up' })
    const accept = `UPDATE match_proposal SET state = 'accepted', decided_by = 'x', decided_at = now() WHERE id = $1`
    await expect(ground.t.admin.query(accept, [one?.id])).rejects.toThrow(/adds_up/)
  })
})

import type { World, Write, WriteResult } from '../world/world'

/** A world without life of its own, for tests of the doors: it refunds on demand and an hour only moves its clock. */
export function handMoved() {
  return {
    step: (world: World) => {
      world.now += 3600
    },
    applyWrite,
    balanceOf: () => ({ id: 'balance', object: 'balance' }),
    payoutItems: () => [],
    bookLines: (_: World, after: number, limit: number) =>
      [1, 2, 3]
        .filter((seq) => seq > after)
        .slice(0, limit)
        .map((seq) => ({ seq, writtenAt: 0, type: 'book_entry', body: {} })),
    truthOf: (world: World) => ({ at: world.now, findings: [] }),
  }
}

function applyWrite(world: World, write: Write): WriteResult {
  const { account, params } = write
  const charge = world.store.get(account, String(params.charge))
  if (charge === undefined) {
    const refusal = {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such charge: '${params.charge}'`,
    }
    return { ok: false, ...refusal, param: 'charge', status: 404 }
  }
  if (Number(params.amount ?? 0) > Number(charge.amount)) {
    return {
      ok: false,
      type: 'invalid_request_error',
      code: 'charge_already_refunded',
      message: 'Too much.',
      status: 400,
    }
  }
  const id = `re_${world.store.list(account, 'refund').length}`
  const object = { object: 'refund', created: world.now, charge: charge.id, amount: params.amount ?? charge.amount }
  world.store.put(account, { id, ...object, metadata: params.metadata ?? {} })
  return { ok: true, object: world.store.get(account, id)! }
}

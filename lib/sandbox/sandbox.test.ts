import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeServer, listen } from './http/server'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox'
import type { World } from './world/world'

const SMALL = { seed: 3, sellers: 30, days: 21, plantRate: 0, fill: true }

function clientOf(sandbox: Sandbox): Stripe {
  const options = { host: '127.0.0.1', port: sandbox.api.port, protocol: 'http', telemetry: false } as const
  return new Stripe(sandbox.apiKey, { ...options, maxNetworkRetries: 0 })
}

/** One hash over every object of every account. */
function digestOf(world: World): string {
  const hash = createHash('sha256')
  const types = ['account', 'balance_transaction', 'charge', 'payout', 'refund', 'transfer', 'event']
  for (const account of [...world.store.accounts()].sort()) {
    for (const type of types)
      for (const row of world.store.list(account, type)) hash.update(world.store.json(account, row.id))
  }
  return hash.digest('hex')
}

describe('a marketplace asked through the SDK', () => {
  let sandbox: Sandbox
  let stripe: Stripe
  let platform: string
  let sellers: string[]

  beforeAll(async () => {
    sandbox = await startSandbox(SMALL)
    stripe = clientOf(sandbox)
    platform = sandbox.world.platform
    sellers = (await stripe.accounts.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })).map((one) => one.id)
  })

  afterAll(() => sandbox.close())

  test('every seller’s transactions come through, each once, newest first', async () => {
    expect(sellers.length).toBeGreaterThan(10)
    for (const stripeAccount of sellers) {
      const rows = await stripe.balanceTransactions
        .list({ limit: 7 }, { stripeAccount })
        .autoPagingToArray({ limit: 10_000 })
      const kept = sandbox.world.store.list(stripeAccount, 'balance_transaction')
      expect(rows.map((row) => row.id)).toEqual(kept.map((row) => row.id).reverse())
    }
  })

  test('windows that touch cover the time without overlap', async () => {
    const { epoch, now, store } = sandbox.world
    const seen: string[] = []
    for (let from = epoch; from < now; from += 7 * 86_400) {
      const created = { gte: from, lt: from + 7 * 86_400 }
      const rows = await stripe.balanceTransactions.list({ created, limit: 100 }).autoPagingToArray({ limit: 10_000 })
      seen.push(...rows.map((row) => row.id))
    }
    expect(seen.sort()).toEqual(
      store
        .list(platform, 'balance_transaction')
        .map((row) => row.id)
        .sort(),
    )
  })

  test('an automatic payout lists its items, which add up to it; a manual one is refused', async () => {
    const { store } = sandbox.world
    let automatic = 0
    for (const stripeAccount of sellers) {
      for (const { id, automatic: isAutomatic } of store.list(stripeAccount, 'payout')) {
        const items = stripe.balanceTransactions.list({ payout: id, limit: 100 }, { stripeAccount })
        if (isAutomatic !== true) {
          await expect(items).rejects.toMatchObject({ param: 'payout', message: expect.stringContaining('automatic') })
          continue
        }
        const rows = await items.autoPagingToArray({ limit: 10_000 })
        expect(rows.reduce((sum, row) => sum + row.net, 0)).toBe(0)
        expect(rows.some((row) => row.type === 'payout' && row.source === id)).toBe(true)
        automatic += 1
      }
    }
    expect(automatic).toBeGreaterThan(5)
  })

  test('events are found by one type, by several and by a family', async () => {
    const all = (params: Stripe.EventListParams) =>
      stripe.events.list({ limit: 100, ...params }).autoPagingToArray({ limit: 10_000 })
    const created = await all({ type: 'transfer.created' })
    expect(new Set(created.map((event) => event.type))).toEqual(new Set(['transfer.created']))
    const both = await all({ types: ['transfer.created', 'payout.created'] })
    expect(new Set(both.map((event) => event.type))).toEqual(new Set(['transfer.created', 'payout.created']))
    expect((await all({ type: 'transfer.*' })).length).toBeGreaterThanOrEqual(created.length)
  })

  test('a balance is told per currency, the platform’s and a seller’s', async () => {
    expect((await stripe.balance.retrieve()).available.length).toBeGreaterThan(0)
    expect((await stripe.balance.retrieve({}, { stripeAccount: sellers[0]! })).object).toBe('balance')
  })

  test('a transfer is sent, reversed in part, and both are in their lists', async () => {
    const [first] = (await stripe.transfers.list({ limit: 1 })).data
    const left = first!.amount - first!.amount_reversed
    const reversal = await stripe.transfers.createReversal(first!.id, { amount: 1 })
    expect(reversal).toMatchObject({ object: 'transfer_reversal', amount: 1, transfer: first!.id })
    expect((await stripe.transfers.listReversals(first!.id)).data.map((row) => row.id)).toContain(reversal.id)
    expect((await stripe.transfers.retrieveReversal(first!.id, reversal.id)).id).toBe(reversal.id)
    const tooMuch = stripe.transfers.createReversal(first!.id, { amount: left })
    await expect(tooMuch).rejects.toMatchObject({ statusCode: 400, param: 'amount' })
    const unfunded = stripe.transfers.create({ amount: 999_999_999, currency: 'eur', destination: sellers[0]! })
    await expect(unfunded).rejects.toMatchObject({ code: 'balance_insufficient' })
  })

  test('a fee is given back in part and its list says so', async () => {
    const fees = await stripe.applicationFees.list({ limit: 100 })
    const fee = fees.data.find((row) => row.amount > row.amount_refunded + 1)!
    const refund = await stripe.applicationFees.createRefund(fee.id, { amount: 1 })
    expect(refund).toMatchObject({ object: 'fee_refund', amount: 1, fee: fee.id })
    expect((await stripe.applicationFees.listRefunds(fee.id)).data.map((row) => row.id)).toContain(refund.id)
    expect((await stripe.applicationFees.retrieve(fee.id)).amount_refunded).toBe(fee.amount_refunded + 1)
  })

  test('a refund is made, is retrieved expanded, and moves the world on', async () => {
    const charges = await stripe.charges.list({ limit: 100, expand: ['data.balance_transaction'] })
    const charge = charges.data.find(
      (row) => row.balance_transaction !== null && !row.disputed && row.amount_refunded === 0 && row.paid,
    )!
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 100, expand: ['charge'] })
    expect(refund).toMatchObject({ object: 'refund', amount: 100, charge: { id: charge.id, amount_refunded: 100 } })
    expect((await stripe.charges.retrieve(charge.id)).refunds).toBeUndefined()
    const whole = await stripe.charges.retrieve(charge.id, { expand: ['refunds.data.balance_transaction'] })
    expect(whole.refunds).toMatchObject({
      has_more: false,
      data: [{ id: refund.id, balance_transaction: { source: refund.id } }],
    })
    expect((await stripe.refunds.list({ charge: charge.id })).data.map((row) => row.id)).toEqual([refund.id])
    await expect(stripe.refunds.create({ amount: 5 })).rejects.toMatchObject({ code: 'parameter_missing' })
    const reason = 'boredom' as Stripe.RefundCreateParams.Reason
    await expect(stripe.refunds.create({ charge: charge.id, reason })).rejects.toMatchObject({ param: 'reason' })
  })

  test('a payout by hand is made and, while pending, canceled', async () => {
    for (const stripeAccount of [platform, ...sellers]) {
      const { available } = await stripe.balance.retrieve({}, { stripeAccount })
      const funds = available.find((one) => one.amount >= 100_00)
      if (funds === undefined) continue
      const payout = await stripe.payouts.create({ amount: 100_00, currency: funds.currency }, { stripeAccount })
      expect(payout).toMatchObject({ object: 'payout', automatic: false, status: 'pending' })
      expect((await stripe.payouts.cancel(payout.id, {}, { stripeAccount })).status).toBe('canceled')
      await expect(stripe.payouts.cancel(payout.id, {}, { stripeAccount })).rejects.toMatchObject({ statusCode: 400 })
      return
    }
    throw new Error('no account has money to pay out')
  })
})

test('what happens in a day reaches the endpoints: every event once, signed', async () => {
  const secret = 'whsec_living'
  const got: { id: string; account: string | undefined }[] = []
  const receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const event = Stripe.webhooks.constructEvent(body, String(request.headers['stripe-signature']), secret)
    got.push({ id: event.id, account: event.account })
    response.end()
  })
  const url = `http://127.0.0.1:${await listen(receiver, 0)}/hook`
  const sandbox = await startSandbox({ ...SMALL, days: 8 })
  const control = (path: string, body: unknown) =>
    fetch(`http://127.0.0.1:${sandbox.control.port}${path}`, { method: 'POST', body: JSON.stringify(body) })
  for (const connect of [true, false])
    expect((await control('/webhooks', { url, secrets: [secret], connect })).status).toBe(200)
  const { store, platform } = sandbox.world
  const events = () =>
    store.accounts().flatMap((account) => store.list(account, 'event').map((event) => ({ account, id: event.id })))
  const before = new Set(events().map((event) => event.id))
  expect((await control('/step', { hours: 24 })).status).toBe(200)
  const made = events().filter((event) => !before.has(event.id))
  expect(made.length).toBeGreaterThan(50)
  await vi.waitFor(() => expect(got.length).toBe(made.length), { timeout: 10_000, interval: 20 })
  const told = made.map(({ account, id }) => ({ id, account: account === platform ? undefined : account }))
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
  expect(got.sort(byId)).toEqual(told.sort(byId))
  await Promise.all([sandbox.close(), closeServer(receiver)])
}, 30_000)

describe('the same seed', () => {
  test('and the same writes make the same bytes, also after a restart from the journal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    const journal = join(folder, 'journal.ndjson')
    const options: SandboxOptions = { ...SMALL, days: 10, journal }
    const first = await startSandbox(options)
    const [transfer] = (await clientOf(first).transfers.list({ limit: 1 })).data
    const reverse = (sandbox: Sandbox) =>
      clientOf(sandbox).transfers.createReversal(transfer!.id, { amount: 7 }, { idempotencyKey: 'once' })
    const reversal = await reverse(first)
    await first.clock.step(20) // a key lives for a day
    const digest = digestOf(first.world)
    await first.close()

    const second = await startSandbox(options)
    expect(second.clock.hours()).toBe(10 * 24 + 20)
    expect(digestOf(second.world)).toBe(digest)
    const replayed = await reverse(second)
    expect(replayed.id).toBe(reversal.id)
    expect(replayed.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(digestOf(second.world)).toBe(digest)
    await second.close()

    await appendFile(journal, '{"at":1,"wri')
    const third = await startSandbox(options)
    await third.clock.step(1)
    await third.close()
    const fourth = await startSandbox(options)
    expect(fourth.clock.hours()).toBe(10 * 24 + 21)
    await fourth.close()

    const bytes = await readFile(journal, 'utf8')
    expect(bytes.match(/"write"/g)).toHaveLength(1)
    await expect(startSandbox({ ...options, seed: 4 })).rejects.toThrow(/another world/)
    await rm(folder, { recursive: true })
  }, 30_000)

  test('without the write the bytes differ', async () => {
    const [one, other] = [await startSandbox({ ...SMALL, days: 5 }), await startSandbox({ ...SMALL, days: 5 })]
    expect(digestOf(one.world)).toBe(digestOf(other.world))
    const [transfer] = (await clientOf(other).transfers.list({ limit: 1 })).data
    await clientOf(other).transfers.createReversal(transfer!.id, { amount: 1 })
    expect(digestOf(one.world)).not.toBe(digestOf(other.world))
    await Promise.all([one.close(), other.close()])
  }, 30_000)
})

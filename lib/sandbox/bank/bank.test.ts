import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readStatements } from '../audit/bank/read-statement'
import { bankSceneOf } from '../audit/bank/scene'
import type { StripeObject } from '../store/store'
import { applyWrite, createWorld, runTo, truthOf, type World, type WorldOptions } from '../world/world'
import { bankAccounts } from './accounts'
import { businessDayAfter, dayOf, isBusinessDay, isoDay } from './calendar'
import { spansOf, statementFiles } from './statements'

const DAY = 86_400
const options = { seed: 12, sellers: 25, days: 60, plantRate: 0.02 }

function lived(hours: number, chosen: WorldOptions = options): World {
  const world = createWorld(chosen)
  runTo(world, hours)
  return world
}

const digest = (world: World) =>
  createHash('sha256')
    .update(JSON.stringify(bankSceneOf(world)))
    .digest('hex')
const at = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000

let world: World
beforeAll(() => {
  world = lived(60 * 24 + 7)
})

describe('the calendar', () => {
  test('rests on weekends and on the holidays of the currency alone', () => {
    const rests = (iso: string) => ['eur', 'gbp', 'usd'].filter((currency) => !isBusinessDay(at(iso), currency))
    expect(rests('2026-10-10')).toEqual(['eur', 'gbp', 'usd'])
    expect(rests('2026-10-12')).toEqual(['usd'])
    expect(rests('2026-05-25')).toEqual(['gbp', 'usd'])
    expect(rests('2026-05-01')).toEqual(['eur'])
    expect(rests('2026-12-28')).toEqual(['gbp'])
  })

  test('the third business day after Friday, 9 October, is the 14th; in dollars the 15th', () => {
    expect(isoDay(businessDayAfter(at('2026-10-09'), 3, 'eur'))).toBe('2026-10-14')
    expect(isoDay(businessDayAfter(at('2026-10-09'), 3, 'usd'))).toBe('2026-10-15')
  })
})

describe('the statements', () => {
  test('lead from opening to closing, and from one to the next without a gap, up to yesterday at the latest', () => {
    for (const { account, statements } of bankSceneOf(world)) {
      expect(statements.length).toBeGreaterThan(7)
      expect(statements.map((file) => file.seq)).toEqual(statements.map((_, index) => index + 1))
      const read = readStatements(account, statements)
      const last = at(statements.at(-1)!.to)
      for (let day = world.epoch; day <= last; day += DAY) expect(read.isCovered(day)).toBe(true)
      expect(last).toBeLessThan(dayOf(world.now))
    }
  })

  test('tell every line that is booked, in the bank’s three languages', () => {
    for (const { account, statements } of bankSceneOf(world)) {
      const last = at(statements.at(-1)!.to)
      const lines = world.bank.ledgers.get(account.currency)!.lines.filter((line) => line.booked <= last)
      const told = readStatements(account, statements).lines
      const plain = (line: { reference: string; amount: number }, day: number) =>
        `${line.reference} ${day} ${line.amount}`
      expect(told.map((line) => plain(line, line.day)).sort()).toEqual(
        lines.map((line) => plain(line, line.booked)).sort(),
      )
    }
    expect(bankSceneOf(world).map(({ account }) => account.format)).toEqual(['camt.053', 'mt940', 'csv'])
  })

  test('overlap now and then by a day', () => {
    const spans = [...world.bank.ledgers.values()].map(({ account }) => spansOf(world, account))
    const overlaps = spans.flatMap((own) => own.filter((span, index) => index > 0 && span.from <= own[index - 1]!.to))
    expect(overlaps.length).toBeGreaterThan(3)
    expect(overlaps.length).toBeLessThan(25)
  })

  test('name every line by a reference that no other has', () => {
    for (const { lines } of world.bank.ledgers.values()) {
      expect(new Set(lines.map((line) => line.reference)).size).toBe(lines.length)
    }
  })

  test('once issued never change', () => {
    const early = lived(30 * 24)
    for (const { account, statements } of bankSceneOf(early)) {
      expect(statementFiles(world, account.id, 0, statements.length)).toEqual(statements)
    }
  })

  test('an account that the bank does not have has none', () => {
    expect(statementFiles(world, 'bank_chf', 0, 10)).toBeUndefined()
  })
})

describe('the accounts', () => {
  test('bear a valid IBAN, and the last digits that Stripe knows', () => {
    const [eur, gbp] = bankAccounts(4)
    for (const iban of [eur?.iban ?? '', gbp?.iban ?? '']) {
      const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (c) => String(c.charCodeAt(0) - 55))
      expect(BigInt(digits) % 97n).toBe(1n)
    }
    const own = world.store.get(world.platform, world.platform) as StripeObject
    const external = (own.external_accounts as { data: { last4: string }[] }).data[0]!
    expect([eur?.last4, eur?.iban?.slice(-4)]).toEqual([external.last4, external.last4])
  })
})

describe('determinism', () => {
  test('the same seed gives the same bytes, another seed other ones', () => {
    expect(digest(lived(20 * 24))).toBe(digest(lived(20 * 24)))
    expect(digest(lived(20 * 24))).not.toBe(digest(lived(20 * 24, { ...options, seed: 13 })))
  })

  test('ten days and then five are fifteen days', () => {
    const twice = lived(10 * 24)
    runTo(twice, 15 * 24)
    expect(digest(twice)).toBe(digest(lived(15 * 24)))
  })
})

describe('a payout made through the API', () => {
  const params = { amount: 1_237, currency: 'eur' }

  test('made again at the same hour gives the same bytes, and others than without it', () => {
    const written = () => {
      const again = lived(12 * 24)
      expect(applyWrite(again, { kind: 'payout', account: again.platform, params }).ok).toBe(true)
      runTo(again, 20 * 24)
      return again
    }
    expect(digest(written())).toBe(digest(written()))
    expect(digest(written())).not.toBe(digest(lived(20 * 24)))
  })

  test('reaches the bank, and one that is called off does not', () => {
    const honest = lived(14 * 24, { ...options, plantRate: 0 })
    const [made, other] = [1, 2].map(() => applyWrite(honest, { kind: 'payout', account: honest.platform, params }))
    if (made?.ok !== true || other?.ok !== true) throw new Error('the platform has no euros')
    const canceled = { kind: 'payout_cancel', account: honest.platform, params: { id: other.object.id } } as const
    expect(applyWrite(honest, canceled).ok).toBe(true)
    runTo(honest, 23 * 24)
    const lines = honest.bank.ledgers.get('eur')!.lines.filter((line) => line.amount === params.amount)
    expect(lines.map((line) => /stripe/i.test(`${line.text} ${line.counterparty}`))).toEqual([true])
    expect(lines[0]!.booked).toBeGreaterThanOrEqual(Number(made.object.arrival_date) - DAY)
    const about = truthOf(honest).expected.filter((found) => found.object === made.object.id)
    expect(about.map((found) => found.kind).filter((kind) => kind !== 'TIMING_PENDING')).toEqual([])
  })
})

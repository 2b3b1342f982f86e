import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CauseFacts, causeBys, groupByCause } from './causes'

const item = (id: string, traits: CauseFacts['traits'], more: Partial<CauseFacts> = {}): CauseFacts => ({
  id,
  kind: 'FEE_VARIANCE',
  direction: 'platform_owes_seller',
  currency: 'usd',
  amountMinor: 100n,
  traits,
  ...more,
})
const many = (n: number, traits: CauseFacts['traits'], prefix: string) =>
  Array.from({ length: n }, (_, i) => item(`${prefix}${i}`, traits))
const of10k = (part: number) => ({ part, whole: 10_000 })
const shares = (known: Record<string, number>) => (by: string, value: string) => {
  const part = known[`${by}:${value}`]
  return part === undefined ? undefined : of10k(part)
}

describe('a root cause', () => {
  test('is what five of eight wrong fees share and one payment in a hundred has', () => {
    const items = [...many(5, { seller: 'a' }, 'a'), ...many(2, { seller: 'b' }, 'b'), item('c', { seller: 'c' })]
    const causes = groupByCause(items, shares({ 'seller:a': 100, 'seller:b': 100, 'seller:c': 9_800 }))
    expect(causes).toMatchObject([
      { by: 'seller', value: 'a', of: 8, shareBp: 100, ids: ['a0', 'a1', 'a2', 'a3', 'a4'] },
    ])
    expect(causes[0]?.sums).toEqual([{ currency: 'usd', amountMinor: 500n }])
  })

  test('is not a seller who makes most payments anyway', () => {
    expect(groupByCause(many(9, { seller: 'a' }, 'a'), shares({ 'seller:a': 5_000 }))).toEqual([])
  })

  test('is never two things under one name: another kind or direction is another group', () => {
    const items = [...many(2, { hour: 'h' }, 'a'), item('b', { hour: 'h' }, { direction: 'seller_owes_platform' })]
    expect(groupByCause(items, () => of10k(1))).toEqual([])
  })

  test('is rare in truth, also where its share rounds to nothing', () => {
    const tiny = { part: 1, whole: 30_000 }
    const items = [...many(3, { seller: 'a' }, 'a'), ...many(40_000, {}, 'x')]
    expect(groupByCause(items, () => tiny)).toEqual([])
    expect(groupByCause([...items, ...many(2, { seller: 'a' }, 'b')], () => tiny)).toHaveLength(1)
  })

  test('of two that fit the more telling is named, and nobody is counted twice', () => {
    const causes = groupByCause(many(3, { import: 'i', seller: 's' }, 'a'), () => of10k(10))
    expect(causes.map(({ by }) => by)).toEqual(['import'])
  })
})

const arbitraryItems = fc
  .array(
    fc.record({
      kind: fc.constantFrom('FEE_VARIANCE' as const, 'DUPLICATE' as const),
      currency: fc.constantFrom('usd', 'eur'),
      amountMinor: fc.bigInt(1n, 10_000n),
      traits: fc.record(
        { import: fc.constantFrom('i', 'j'), hour: fc.constantFrom('1', '2'), seller: fc.constantFrom('a', 'b', 'c') },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((more, at) => item(`x${at}`, more.traits, more)))
const shareOf = (by: string, value: string) => of10k(by === 'hour' ? 50 : value.charCodeAt(0) * 10)

test('laws: each exception in one group at most, every group large enough, sums add up, order of input is nothing', () => {
  fc.assert(
    fc.property(arbitraryItems, fc.infiniteStream(fc.nat()), (items, noise) => {
      const causes = groupByCause(items, shareOf)
      const ids = causes.flatMap((cause) => cause.ids)
      expect(new Set(ids).size).toBe(ids.length)
      for (const cause of causes) {
        const members = items.filter(({ id }) => cause.ids.includes(id))
        expect(members.length).toBeGreaterThanOrEqual(3)
        expect(members.every(({ kind, traits }) => kind === cause.kind && traits[cause.by] === cause.value)).toBe(true)
        const total = members.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
        expect(cause.sums.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(total)
        expect(causeBys).toContain(cause.by)
      }
      const shuffled = items.map((one) => ({ one, at: noise.next().value })).sort((a, b) => a.at - b.at)
      expect(
        groupByCause(
          shuffled.map(({ one }) => one),
          shareOf,
        ),
      ).toEqual(causes)
    }),
  )
})

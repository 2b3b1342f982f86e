import { describe, expect, test } from 'vitest'
import { audit } from '../../audit/audit'
import { expectedFindings } from '../expected'
import { KINDS } from '../testing/kinds'
import { smallWorlds } from './all'

const sorted = (findings: readonly { kind: string; object: string; currency: string; amountMinor: string }[]) =>
  findings.map((f) => `${f.kind} ${f.object} ${f.amountMinor} ${f.currency}`).sort()

test('there are enough small worlds, each with a name of its own, and every kind has one', () => {
  expect(new Set(smallWorlds.map((world) => world.name)).size).toBe(smallWorlds.length)
  expect(smallWorlds.length).toBeGreaterThanOrEqual(140)
  expect([...new Set(smallWorlds.flatMap((world) => world.expected.map((f) => f.kind)))].sort()).toEqual(KINDS)
})

describe.each(smallWorlds.map((world) => [world.name, world] as const))('%s', (_, world) => {
  test('the table says what the pencil said', () => {
    expect(sorted(expectedFindings(world.evidence()))).toEqual(sorted(world.expected))
  })

  test('the auditor says what the pencil said', () => {
    expect(sorted(audit(world.scene()))).toEqual(sorted(world.expected))
  })
})

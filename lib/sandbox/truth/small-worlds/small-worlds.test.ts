import { describe, expect, test } from 'vitest'
import { audit } from '../../audit/audit'
import { expectedFindings } from '../expected'
import { smallWorlds } from './all'

const sorted = (findings: readonly { kind: string; object: string; currency: string; amountMinor: string }[]) =>
  findings.map((f) => `${f.kind} ${f.object} ${f.amountMinor} ${f.currency}`).sort()

test('there are enough small worlds, each with a name of its own, and every kind has one', () => {
  expect(new Set(smallWorlds.map((world) => world.name)).size).toBe(smallWorlds.length)
  expect(smallWorlds.length).toBeGreaterThanOrEqual(140)
  expect([...new Set(smallWorlds.flatMap((world) => world.expected.map((f) => f.kind)))].sort()).toEqual([
    'AMBIGUOUS',
    'AMOUNT_MISMATCH',
    'APP_FEE_NOT_REFUNDED',
    'BANK_WITHOUT_PAYOUT',
    'CURRENCY_MISMATCH',
    'DISPUTE_FEE_UNBOOKED',
    'DISPUTE_NOT_RECOVERED',
    'DISPUTE_UNBOOKED',
    'DUPLICATE',
    'FEE_UNATTRIBUTED',
    'FEE_VARIANCE',
    'FX_VARIANCE',
    'MISSING_IN_BOOKS',
    'MISSING_IN_STRIPE',
    'NEGATIVE_BALANCE',
    'OVER_TRANSFERRED',
    'PAYOUT_FAILED_UNBOOKED',
    'PAYOUT_NOT_IN_BANK',
    'REFUNDED_AND_DISPUTED',
    'REFUND_FAILED',
    'RESERVE_DRIFT',
    'RETRANSFER_OWED',
    'SPLIT_INCOMPLETE',
    'TIMING_PENDING',
    'TOPUP_UNMATCHED',
    'TRANSFER_MISSING',
    'TRANSFER_NOT_REVERSED',
    'UNEXPLAINED_RESIDUAL',
    'UNKNOWN_TYPE',
  ])
})

describe.each(smallWorlds.map((world) => [world.name, world] as const))('%s', (_, world) => {
  test('the table says what the pencil said', () => {
    expect(sorted(expectedFindings(world.evidence()))).toEqual(sorted(world.expected))
  })

  test('the auditor says what the pencil said', () => {
    expect(sorted(audit(world.scene()))).toEqual(sorted(world.expected))
  })
})

import { bankFindings } from './bank/findings'
import { chargeFindings } from './charges/charge-findings'
import { mayStillAwait } from './clocks'
import { type Evidence, type Finding, finding } from './evidence'
import type { Plant } from './plant'
import { oneSided, stripeSide } from './sides'

type Row<Name extends Plant['mutation']> = (plant: Extract<Plant, { mutation: Name }>, evidence: Evidence) => Finding[]

const ofCharge = ({ account, charge }: { account: string; charge: string }, evidence: Evidence) =>
  chargeFindings(evidence, account, charge)

/**
 * Mutation → what is to be found, by the clocks of docs/findings.md. A row looks at what was done and at the objects
 * as they are now, never at what some engine would say.
 */
const TABLE: { [Name in Plant['mutation']]: Row<Name> } = {
  entry_dropped: ({ entry }, evidence) => oneSided(evidence, entry, false),
  entry_invented: ({ entry }, evidence) => oneSided(evidence, entry, evidence.isWritten(entry)),
  entry_amount_off: ({ entry }, evidence) => {
    const side = evidence.isWritten(entry) ? stripeSide(evidence, entry) : undefined
    if (side === undefined || side.isUnsettled) return []
    return [finding('AMOUNT_MISMATCH', side.id, side.currency, side.amount - entry.amount)]
  },
  entry_currency_swapped: ({ entry }, evidence) => {
    const side = evidence.isWritten(entry) ? stripeSide(evidence, entry) : undefined
    return side === undefined || side.isUnsettled
      ? []
      : [finding('CURRENCY_MISMATCH', side.id, side.currency, side.amount)]
  },
  entry_doubled: ({ entry, double }, evidence) => {
    const both = evidence.isWritten(entry) && evidence.isWritten(double) && stripeSide(evidence, entry) !== undefined
    return both ? [finding('DUPLICATE', double.reference, double.currency, double.amount)] : []
  },
  charged_twice: ({ account, charge, second }, evidence) => {
    const again = evidence.get(account, second)
    if (again === undefined) return []
    if (again.balance_transaction === null) return []
    // As long as the books know no sale at all, a second sale may still be on its way into them.
    const unknown = evidence.oneSided.some((entry) => entry.objectId === charge && !evidence.isWritten(entry))
    const kind = unknown ? 'TIMING_PENDING' : 'DUPLICATE'
    return [finding(kind, second, String(again.currency), Number(again.amount_captured))]
  },
  fee_off_contract: ({ fee, contractAmount, takenAmount }, evidence) => {
    const object = evidence.get(evidence.platform, fee)
    const difference = takenAmount - contractAmount
    return object === undefined ? [] : [finding('FEE_VARIANCE', fee, String(object.currency), difference)]
  },
  refund_incomplete: ofCharge,
  transfer_missing: ofCharge,
  transfer_short: ofCharge,
  transfer_over: ofCharge,
  conversion_worse: ofCharge,
  refunded_and_disputed: ofCharge,
  dispute_not_recovered: ofCharge,
  retransfer_owed: ofCharge,
  stray_fee: ({ account, transaction }, evidence) => {
    const row = evidence.get(account, transaction)
    return row === undefined ? [] : [finding('FEE_UNATTRIBUTED', transaction, String(row.currency), Number(row.net))]
  },
  payout_item_lost: ({ account, payout, item }, evidence) => {
    const row = evidence.get(account, item)
    const judged = evidence.get(account, payout)?.reconciliation_status === 'completed'
    return row === undefined || !judged
      ? []
      : [finding('AMOUNT_MISMATCH', payout, String(row.currency), Number(row.net))]
  },
  unknown_type: ({ account, transaction }, evidence) => {
    const row = evidence.get(account, transaction)
    return row === undefined ? [] : [finding('UNKNOWN_TYPE', transaction, String(row.currency), Number(row.net))]
  },
  hidden_movement: () => [],
  reserve_drift: () => [],
}

/** Everything there is to find: what the plants lead to, and what arises by itself. Sorted; each thing once. */
export function expectedFindings(evidence: Evidence): Finding[] {
  const all = [
    ...evidence.plants.flatMap((plant) => findingsOf(plant, evidence)),
    ...evidence.oneSided.flatMap((entry) => oneSided(evidence, entry, evidence.isWritten(entry))),
    ...evidence.awaited.flatMap((held) => awaiting(evidence, held.account, held.charge)),
    ...evidence.touched.flatMap((held) => ofCharge(held, evidence)),
    ...evidence.balances
      .filter((balance) => balance.total < 0)
      .map((balance) => finding('NEGATIVE_BALANCE', balance.account, balance.currency, balance.total)),
    ...residualFindings(evidence),
    ...bankFindings(evidence),
  ]
  const worth = all.filter((found) => found.amountMinor !== '0')
  const once = new Map<string, Finding>()
  for (const found of worth) {
    const key = `${found.kind} ${found.object} ${found.currency}`
    const other = once.get(key)
    // Two legs of one object: the larger amount stands for both.
    if (other === undefined || BigInt(other.amountMinor) < BigInt(found.amountMinor)) once.set(key, found)
  }
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found)
}

function findingsOf(plant: Plant, evidence: Evidence): Finding[] {
  const row = TABLE[plant.mutation] as (plant: Plant, evidence: Evidence) => Finding[]
  return row(plant, evidence)
}

function awaiting(evidence: Evidence, account: string, id: string): Finding[] {
  const charge = evidence.get(account, id)
  // An authorisation that captured nothing is no money on its way.
  if (charge === undefined || charge.captured === false || !mayStillAwait(Number(charge.created), evidence.now))
    return []
  return [finding('TIMING_PENDING', id, String(charge.currency), Number(charge.amount))]
}

export type Residual = { account: string; currency: string; balanceType: string; residualMinor: string }

const BALANCE_TYPES = { hidden_movement: 'payments', reserve_drift: 'connect_reserved' } as const

/** Several unseen movements of one balance add up to one residual. */
export function residualsOf(evidence: Evidence): Residual[] {
  const sums = new Map<string, Omit<Residual, 'residualMinor'> & { amount: number }>()
  for (const plant of evidence.plants) {
    if (plant.mutation !== 'hidden_movement' && plant.mutation !== 'reserve_drift') continue
    const { account, currency, amount } = plant
    const balanceType = BALANCE_TYPES[plant.mutation]
    const key = `${account} ${currency} ${balanceType}`
    sums.set(key, { account, currency, balanceType, amount: (sums.get(key)?.amount ?? 0) + amount })
  }
  return [...sums.values()]
    .filter((sum) => sum.amount !== 0)
    .map(({ amount, ...cell }) => ({ ...cell, residualMinor: String(amount) }))
}

function residualFindings(evidence: Evidence): Finding[] {
  return residualsOf(evidence).map(({ account, currency, balanceType, residualMinor }) => {
    const kind = balanceType === 'connect_reserved' ? 'RESERVE_DRIFT' : 'UNEXPLAINED_RESIDUAL'
    return finding(kind, account, currency, Number(residualMinor))
  })
}

import { type Finding, finding } from '../truth/evidence'
import { type Claim, claimsOf, lastOf, type Pairing, pair } from './bank/claims'
import type { ReadLine } from './bank/figures'
import { type ReadBank, readStatements } from './bank/read-statement'
import type { BankScene } from './bank/scene'
import type { Reading } from './reading'
import type { Scene } from './scene'

const DAY = 86_400

/** Holds the bank's statement files against Stripe's payouts, their returns and the top-ups. */
export function auditBank(reading: Reading, scene: Scene): Finding[] {
  return scene.bank.flatMap((bank) => auditAccount(reading, bank))
}

function auditAccount(reading: Reading, { account, statements }: BankScene): Finding[] {
  const { currency, stripeAccount } = account
  const read = readStatements(account, statements)
  const claims = claimsOf(reading, stripeAccount, currency)
  const pairing = pair(read, claims, currency)
  const isDue = (claim: Claim) => isOverAndCovered(reading.now, read, claim.day, currency)
  return [
    ...claims.flatMap((claim) => ofClaim(claim, currency, pairing, isDue)),
    ...pairing.free.flatMap((line) => ofFreeLine(reading.now, currency, line)),
  ]
}

function ofClaim(claim: Claim, currency: string, { partner }: Pairing, isDue: (claim: Claim) => boolean): Finding[] {
  const { what, object, amount } = claim
  const line = partner.get(claim)!
  if (line === 'open') return [finding('AMBIGUOUS', object.id, currency, amount)]
  if (line !== null) return what === 'payout' ? ofCredit(claim, line, currency, partner, isDue) : []
  if (what === 'return' || !isDue(claim)) return []
  if (what === 'topup') return [finding('TOPUP_UNMATCHED', object.id, currency, amount)]
  const isOwed = object.status === 'paid' || object.status === 'in_transit'
  return isOwed ? [finding('PAYOUT_NOT_IN_BANK', object.id, currency, amount)] : []
}

/** The credit of a payout that failed is without a payout, unless the bank has sent it back. */
function ofCredit(
  { object }: Claim,
  credit: ReadLine,
  currency: string,
  partner: Pairing['partner'],
  isDue: (claim: Claim) => boolean,
): Finding[] {
  const back = [...partner.keys()].find((one) => one.what === 'return' && one.object === object)
  if (back === undefined || partner.get(back) !== null || !isDue(back)) return []
  return [finding('BANK_WITHOUT_PAYOUT', credit.reference, currency, credit.amount)]
}

function ofFreeLine(now: number, currency: string, line: ReadLine): Finding[] {
  if (now < lastOf(line.day, 3, currency) + DAY) return []
  const kind = line.amount > 0 ? 'BANK_WITHOUT_PAYOUT' : 'TOPUP_UNMATCHED'
  return [finding(kind, line.reference, currency, line.amount)]
}

function isOverAndCovered(now: number, read: ReadBank, day: number, currency: string): boolean {
  const last = lastOf(day, 5, currency)
  const days = Array.from({ length: (last - day) / DAY + 2 }, (_, index) => day + (index - 1) * DAY)
  return now >= last + DAY && days.every(read.isCovered)
}

import { type Finding, finding } from '../truth/evidence'
import { chargeOfFee } from './audit-books'
import { contractFeeFor, contractFor, type Reading } from './reading'

/** Every application fee against the contract that was in force when the buyer paid. */
export function auditFees(reading: Reading): Finding[] {
  return reading.of('application_fee').flatMap(({ object: fee }) => {
    const charge = chargeOfFee(reading, fee)
    const contract = charge && contractFor(reading, fee.account, Number(charge.created))
    if (charge === undefined || contract === undefined) return []
    const due = contractFeeFor(contract, Number(charge.amount_captured), charge.currency)
    const difference = due === undefined ? 0n : BigInt(Number(fee.amount)) - due
    return difference === 0n ? [] : [finding('FEE_VARIANCE', fee.id, String(fee.currency), Number(difference))]
  })
}

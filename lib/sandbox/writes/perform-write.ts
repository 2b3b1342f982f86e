import type { World, Write, WriteResult } from '../world/state'
import { writePayout, writePayoutCancel } from './write-payout'
import { writeRefund } from './write-refund'
import { writeFeeRefund, writeTransfer, writeTransferReversal } from './write-transfer'

/** One write of the API, with everything that Stripe does along with it. The platform's systems enter it in the books. */
export function performWrite(world: World, write: Write): WriteResult {
  const { account, params } = write
  switch (write.kind) {
    case 'refund':
      return writeRefund(world, account, params)
    case 'transfer':
      return writeTransfer(world, account, params)
    case 'transfer_reversal':
      return writeTransferReversal(world, account, params)
    case 'application_fee_refund':
      return writeFeeRefund(world, account, params)
    case 'payout':
      return writePayout(world, account, params)
    case 'payout_cancel':
      return writePayoutCancel(world, account, params)
  }
}

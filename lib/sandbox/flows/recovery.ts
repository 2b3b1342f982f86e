import { reverseTransfer, sendTransfer } from '../acts/transfer-money'
import { share } from '../market/currency'
import type { Seller } from '../market/seller'
import type { Charge } from '../objects/charge'
import type { Dispute } from '../objects/dispute'
import type { Transfer } from '../objects/transfer'
import { mint } from '../world/record'
import type { World } from '../world/state'
import { keepTransfer } from './arrival'
import { partOf } from './draft-family'
import type { Family } from './family'
import { bearsDisputes } from './plans'
import { keepReversal } from './refund'

/** The transfers that were made out of the sale's charge, in the order of the cart. */
export function transfersOf(world: World, family: Family): { key: string; sent: Transfer; seller: Seller }[] {
  return transferKeys(family).flatMap(({ key, seller }) => {
    const sent = world.store.get(world.platform, mint(world, 'tr', key)) as Transfer | undefined
    return sent === undefined ? [] : [{ key, sent, seller }]
  })
}

function transferKeys(family: Family): { key: string; seller: Seller }[] {
  if (family.model === 'direct') return []
  if (family.model === 'destination') return [{ key: family.key, seller: family.seller }]
  return family.lines.flatMap(({ seller }) => {
    const key = `${family.key}/${seller.index}`
    return family.inParts ? [key, `${key}/rest`].map((part) => ({ key: part, seller })) : [{ key, seller }]
  })
}

/** The platform takes a dispute back from the sellers who bear it: of each transfer what was disputed of the charge. */
export function recover(world: World, family: Family, dispute: Dispute): void {
  const charge = world.store.get(family.account, family.charge) as Charge
  const forgot = family.mutation?.name === 'dispute_not_recovered' ? family.mutation.forgot : 'no'
  if (forgot !== 'no') {
    world.plants.push({ mutation: 'dispute_not_recovered', account: family.account, charge: charge.id })
  }
  for (const { sent, seller } of transfersOf(world, family)) {
    if (!bearsDisputes(seller, charge.created)) continue
    const due = Math.min(share(sent.amount, dispute.amount, charge.amount_captured), sent.amount - sent.amount_reversed)
    const amount = forgot === 'all' ? 0 : forgot === 'short' ? partOf(due, 50, sent.currency) : due
    if (amount > 0) keepReversal(world, family, sent, reverseTransfer(world, sent, amount, {}))
  }
}

/** The dispute is won: what was taken back for it is sent once more, out of the same charge. */
export function returnRecovered(world: World, family: Family): void {
  const forgot = family.mutation?.name === 'retransfer_owed' ? family.mutation.forgot : 'no'
  if (forgot !== 'no') {
    world.plants.push({ mutation: 'retransfer_owed', account: family.account, charge: family.charge })
  }
  for (const { key, sent } of transfersOf(world, family)) {
    const due = takenForDispute(sent)
    const amount = forgot === 'all' ? 0 : forgot === 'short' ? partOf(due, 50, sent.currency) : due
    if (due === 0 || amount === 0) continue
    const again = sendTransfer(world, {
      key: `${key}/again`,
      amount,
      currency: sent.currency,
      destination: sent.destination,
      sourceTransaction: family.charge,
      transferGroup: sent.transfer_group,
    })
    keepTransfer(world, family, again)
  }
}

/** Reversals that belong to no refund. */
function takenForDispute(sent: Transfer): number {
  return sent.reversals.data.reduce((sum, row) => sum + (row.source_refund === null ? row.amount : 0), 0)
}

import { accountNumbers, lastFourOf } from '@/lib/domain/statements/account-numbers'
import type { StatementHead } from '@/lib/domain/statements/statement'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'
import type { Ctx } from '../context'
import { blindIndex } from '../crypto/seal'
import { inSql } from '../db/transaction'

/** What an import needs to know of a bank account. */
/** `isHeldAgainst`: Stripe's payouts land here, and its lines are held against them. */
export type KnownAccount = { id: string; currency: string; numberHash: string; isHeldAgainst: boolean }

export function numberHash(marketplaceId: string, number: string): string {
  return blindIndex(marketplaceId, `bank account ${number}`)
}

export function knownAccounts(ctx: Ctx): Promise<KnownAccount[]> {
  return inSql(ctx, (sql) =>
    sql.rows<KnownAccount>(
      `SELECT id, currency, number_hash AS "numberHash", payouts_of_account IS NOT NULL AS "isHeldAgainst"
       FROM bank_account WHERE marketplace_id = $1 ORDER BY id`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/**
 * Which bank account a statement is of: the chosen one, if the file does not say another, else the one whose number and
 * currency the file names.
 */
export function accountOfStatement(
  ctx: Ctx,
  accounts: readonly KnownAccount[],
  chosen: KnownAccount | null,
  head: StatementHead,
): KnownAccount | StatementTrouble {
  const { line, account, currency } = head
  const numbers = account ? accountNumbers(account.number) : []
  const hashes = numbers.map((number) => numberHash(ctx.actor.marketplaceId, number))
  const shown = `the account that ends in ${lastFourOf(numbers[0] ?? '')}`
  if (chosen) {
    const isOther = hashes.length > 0 && !hashes.includes(chosen.numberHash)
    const isOtherCurrency = currency !== null && currency !== chosen.currency
    if (!isOther && !isOtherCurrency) return chosen
    const says = `This statement is of ${isOther ? shown : `an account in ${currency?.toUpperCase()}`}, not of the chosen one`
    return breaking(line, 'other_account', says, 'Choose the account, or none: then each statement finds its own.')
  }
  if (!account)
    return breaking(line, 'unknown_account', 'The file does not say of which account it is', 'Choose the bank account.')
  const found = accounts.find((one) => hashes.includes(one.numberHash) && one.currency === currency)
  const says = `No bank account here is ${shown} in ${currency?.toUpperCase()}`
  return found ?? breaking(line, 'unknown_account', says, 'Add the bank account first, then import again.')
}

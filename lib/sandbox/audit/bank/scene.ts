import { accountBodies, type BankAccountBody } from '../../bank/files/account-body'
import type { StatementFile } from '../../bank/files/statement-file'
import { statementFiles } from '../../bank/statements'
import type { World } from '../../world/state'

/** A bank account and every statement of it, as they come through the control port. */
export type BankScene = { account: BankAccountBody; statements: readonly StatementFile[] }

export function bankSceneOf(world: World): BankScene[] {
  return accountBodies(world).map((account) => {
    const statements = statementFiles(world, account.id, 0, Number.MAX_SAFE_INTEGER) ?? []
    return { account, statements }
  })
}

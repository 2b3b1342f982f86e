import { signInPolicy } from '@/lib/domain/access/sign-in-policy'
import type { Db } from '../context'
import { askDoor, type Sql } from '../db/transaction'

/** Keyed hashes of the account's address and of the client's: neither is stored in clear. */
export type SignInKeys = { account: string; client: string }
export type Tried = { waitSeconds: number; accountFailures: number | null; clientFailures: number }

/**
 * Takes one try of this account from this client, counted as failed until it has worked. With `waitSeconds` above zero
 * nothing was taken: come back later. Known and unknown accounts are counted alike.
 */
export async function takeTry(db: Db, { account, client }: SignInKeys, at: Date): Promise<Tried> {
  const [tried] = await askDoor<Tried>(
    db,
    `SELECT wait_seconds AS "waitSeconds", account_failures AS "accountFailures", client_failures AS "clientFailures"
     FROM door_sign_in_try($1, $2, $3, $4, $5, $6, $7)`,
    [
      account,
      client,
      at,
      signInPolicy.account.waits,
      signInPolicy.client.waits,
      signInPolicy.account.forgetAfterSeconds,
      signInPolicy.client.forgetAfterSeconds,
    ],
  )
  if (!tried) throw new Error('The door of the sign-in did not answer')
  return tried
}

/** Gives the try back. */
export async function tryWorked(sql: Sql, { account, client }: SignInKeys, at: Date): Promise<void> {
  await sql.rows('SELECT door_sign_in_worked($1, $2, $3)', [account, client, at])
}

import { plainRecoveryCode, stepOf } from '@/lib/domain/access/second-factor/totp'
import { peopleScope } from '../../access/create-marketplace'
import type { Db } from '../../context'
import { blindIndex, open, type Place } from '../../crypto/seal'
import { askDoor } from '../../db/transaction'

export type FactorFacts = { secret: Buffer; lastStep: number; confirmedAt: Date | null; codes: number }
type Row = { secret_enc: string; last_step: bigint; confirmed_at: Date | null; codes: number }

export function secretPlace(userId: string): Place {
  return { marketplaceId: peopleScope, table: 'second_factor', column: 'secret_enc', row: userId }
}

export function recoveryHash(userId: string, code: string): string {
  return blindIndex('*recovery', `${userId}\n${plainRecoveryCode(code)}`)
}

/** A person's authenticator, confirmed or only begun; null where there is none. */
export async function secondFactorOf(db: Db, userId: string): Promise<FactorFacts | null> {
  const [row] = await askDoor<Row>(db, 'SELECT * FROM door_second_factor($1)', [userId])
  if (!row) return null
  return {
    secret: Buffer.from(open(secretPlace(userId), row.secret_enc), 'base64url'),
    lastStep: Number(row.last_step),
    confirmedAt: row.confirmed_at,
    codes: row.codes,
  }
}

/** Whether this is a code of the authenticator or, where it is lost, a recovery code. Either opens once. */
export async function isRightCode(
  db: Db,
  userId: string,
  factor: FactorFacts,
  given: string,
  at: Date,
): Promise<boolean> {
  const code = given.replace(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    const step = stepOf(factor.secret, code, at, factor.lastStep)
    return step !== null && (await isTaken(db, 'SELECT door_factor_step($1, $2) AS taken', [userId, step]))
  }
  if (factor.confirmedAt === null || plainRecoveryCode(code).length !== 10) return false
  return isTaken(db, 'SELECT door_recovery_code($1, $2, $3) AS taken', [userId, recoveryHash(userId, code), at])
}

async function isTaken(db: Db, text: string, params: unknown[]): Promise<boolean> {
  const [row] = await askDoor<{ taken: boolean }>(db, text, params)
  return row?.taken === true
}

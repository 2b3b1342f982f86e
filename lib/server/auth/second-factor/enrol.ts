import { randomBytes } from 'node:crypto'
import { base32, enrolAddress } from '@/lib/domain/access/second-factor/totp'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { peopleScope } from '../../access/create-marketplace'
import { recordAudit } from '../../audit/record-audit'
import { wallClock } from '../../clock'
import { open, seal } from '../../crypto/seal'
import { inSql } from '../../db/transaction'
import type { UserCtx } from '../session-actor'
import { isRightCode, recoveryHash, secondFactorOf, secretPlace } from './check-code'
import { hasFreshProof } from './demand-proof'

const recoveryCodes = 10

export type FactorView =
  | { state: 'none' }
  /** `address`: what the picture says; `secret`: the same to be typed. */
  | { state: 'begun'; address: string; secret: string }
  | { state: 'confirmed'; at: Date; codes: number }

/** How the own second factor stands. Its secret is shown while it is being set up and never again. */
export async function getSecondFactor(ctx: UserCtx): Promise<FactorView> {
  const factor = await secondFactorOf(ctx.db, ctx.actor.id)
  if (!factor) return { state: 'none' }
  if (factor.confirmedAt) return { state: 'confirmed', at: factor.confirmedAt, codes: factor.codes }
  const address = enrolAddress(factor.secret, await ownAddress(ctx), 'Counterfoil')
  return { state: 'begun', address, secret: base32(factor.secret).replace(/(.{4})(?=.)/g, '$1 ') }
}

export type FactorRefusal = 'proof_needed' | 'stands_already' | 'not_begun' | 'wrong_code'

/** Makes a secret. It counts for nothing until one of its codes was shown. */
export function startSecondFactor(ctx: UserCtx, wall = wallClock()): Promise<Result<void, FactorRefusal>> {
  const { id } = ctx.actor
  return inSql(ctx, async (sql) => {
    if (!(await hasFreshProof(sql, ctx, wall))) return refuse('proof_needed')
    const sealed = seal(secretPlace(id), randomBytes(20).toString('base64url'))
    const [row] = await sql.rows<{ begun: boolean }>('SELECT second_factor_start($1, $2, $3) AS begun', [
      id,
      sealed,
      wall,
    ])
    return row?.begun ? ok() : refuse('stands_already')
  })
}

/** From the first right code on every sign-in asks for one. Answers the recovery codes, which are kept as hashes only. */
export async function confirmSecondFactor(
  ctx: UserCtx,
  { code }: { code: string },
  wall = wallClock(),
): Promise<Result<string[], FactorRefusal>> {
  const { id } = ctx.actor
  const factor = await secondFactorOf(ctx.db, id)
  if (!factor) return refuse('not_begun')
  if (factor.confirmedAt) return refuse('stands_already')
  if (!(await isRightCode(ctx.db, id, factor, code, wall))) return refuse('wrong_code')
  const codes = Array.from({ length: recoveryCodes }, () => base32(randomBytes(7)).slice(0, 10))
  return inSql(ctx, async (sql) => {
    const hashes = JSON.stringify(codes.map((one) => recoveryHash(id, one)))
    const [row] = await sql.rows<{ done: boolean }>('SELECT second_factor_confirm($1, $2, $3::jsonb) AS done', [
      id,
      wall,
      hashes,
    ])
    if (!row?.done) return refuse('stands_already')
    await recordAudit(sql, ctx, 'second-factor.confirm', id, {})
    return ok(codes.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`))
  })
}

/** Takes the own second factor away, where it was shown lately that it is they. */
export function removeSecondFactor(ctx: UserCtx, wall = wallClock()): Promise<Result<void, FactorRefusal>> {
  const { id } = ctx.actor
  return inSql(ctx, async (sql) => {
    if (!(await hasFreshProof(sql, ctx, wall))) return refuse('proof_needed')
    const [row] = await sql.rows<{ gone: boolean }>('SELECT second_factor_remove($1) AS gone', [id])
    if (!row?.gone) return refuse('not_begun')
    await recordAudit(sql, ctx, 'second-factor.remove', id, {})
    return ok()
  })
}

async function ownAddress(ctx: UserCtx): Promise<string> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ sealed: string }>('SELECT email_enc AS sealed FROM app_user WHERE id = $1', [ctx.actor.id]),
  )
  const place = { marketplaceId: peopleScope, table: 'app_user', column: 'email_enc', row: ctx.actor.id }
  return row ? open(place, row.sealed) : ctx.actor.id
}

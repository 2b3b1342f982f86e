import { hash, verify } from '@node-rs/argon2'
import { checkPassword, type PasswordRefusal } from '@/lib/domain/access/password'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../../audit/record-audit'
import { takeTry, tryWorked } from '../../auth/sign-in-count'
import { type Db, jobCtx } from '../../context'
import { blindIndex, seal } from '../../crypto/seal'
import { commit } from '../../db/commit'
import { askDoor } from '../../db/transaction'
import { naturalId } from '../../digest/natural-id'
import { peopleScope } from '../create-marketplace'
import { type SeenInvitation, seeInvitation } from './queries'

export type AcceptInput = { secret: string; name: string; password: string; client: string }
export type AcceptRefusal =
  | PasswordRefusal
  | 'not_found'
  | 'used'
  | 'withdrawn'
  | 'expired'
  | 'no_name'
  | 'wrong'
  | 'wait'

/**
 * Goes through the way in, once. Somebody new says a name and chooses a password; somebody who signs in here already
 * proves it with their own, counted as every try is. One transaction makes the member and closes the invitation.
 */
export async function acceptInvitation(
  db: Db,
  input: AcceptInput,
  now: Date,
  wall: Date,
): Promise<Result<{ email: string; marketplaceId: string }, AcceptRefusal>> {
  const seen = await seeInvitation(db, input.secret, now)
  if (!seen) return refuse('not_found')
  if (seen.state !== 'open') return refuse(seen.state === 'accepted' ? 'used' : seen.state)
  const proof = seen.isKnown ? await proveKnown(db, seen, input, wall) : checkNew(seen, input)
  if (!proof.ok) return proof
  const passwordHash = seen.isKnown ? null : await hash(input.password)
  const userId = naturalId('usr', seen.emailHash)
  const sealed = (column: string, text: string) =>
    seal({ marketplaceId: peopleScope, table: 'app_user', row: userId, column }, text)
  const ctx = jobCtx(db, seen.marketplaceId, 'accept-invitation', now)
  return commit(ctx, async (sql) => {
    const went = await sql.run(
      `UPDATE invitation SET accepted_by = $3, accepted_at = $4
       WHERE marketplace_id = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $4`,
      [seen.marketplaceId, seen.id, userId, now],
    )
    if (went === 0) return refuse('used')
    const { email, emailHash, role } = seen
    const person = [userId, emailHash, sealed('email_enc', email), sealed('name_enc', input.name.trim()), passwordHash]
    await sql.rows('SELECT join_marketplace($1, $2, $3, $4, $5, $6)', [...person, role])
    await recordAudit(sql, ctx, 'member.add', userId, { role, invitation: seen.id })
    return ok({ email, marketplaceId: seen.marketplaceId })
  })
}

function checkNew({ email }: SeenInvitation, { name, password }: AcceptInput) {
  const clean = name.trim()
  if (clean.length < 2 || clean.length > 100) return refuse('no_name')
  return checkPassword(password, email)
}

async function proveKnown(db: Db, { emailHash }: SeenInvitation, { password, client }: AcceptInput, wall: Date) {
  const keys = { account: emailHash, client: blindIndex('*client', client) }
  const tried = await takeTry(db, keys, wall)
  if (tried.waitSeconds > 0) return refuse('wait')
  const [user] = await askDoor<{ password_hash: string | null }>(db, 'SELECT password_hash FROM door_user($1)', [
    emailHash,
  ])
  if (!user?.password_hash || !(await verify(user.password_hash, password).catch(() => false))) return refuse('wrong')
  await tryWorked({ rows: (text, params) => askDoor(db, text, params ?? []), run: async () => 0 }, keys, wall)
  return ok()
}

import { verify } from '@node-rs/argon2'
import { peopleScope } from '../access/create-marketplace'
import { recordAudit } from '../audit/record-audit'
import { type Db, jobCtx } from '../context'
import { blindIndex } from '../crypto/seal'
import { askDoor, inSql } from '../db/transaction'
import type { SessionClaims } from './next-auth'

type DoorUser = { id: string; password_hash: string | null; session_version: number }
type DoorMembership = { marketplace_id: string; role: string; session_version: number }

/** An argon2id hash of nothing: an unknown address costs as long as a wrong password. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$bWkXslEDM5fHdAT9RMnXkA$LPVZpckem4OEJaX07fHraenJDrvRI6Ea2g93YMCiAOA'

/** The claims of a session, or undefined: which of the two was wrong is not said. */
export async function signIn(db: Db, email: string, password: string): Promise<SessionClaims | null> {
  const [user] = await askDoor<DoorUser>(db, 'SELECT id, password_hash, session_version FROM door_user($1)', [
    blindIndex(peopleScope, email),
  ])
  const right = await verify(user?.password_hash ?? decoy, password).catch(() => false)
  if (!user?.password_hash || !right) return null
  const [membership] = await memberships(db, user.id)
  if (!membership) return null
  const ctx = jobCtx(db, membership.marketplace_id, 'sign-in')
  await inSql(ctx, (sql) => recordAudit(sql, ctx, 'session.start', user.id, {}))
  return { userId: user.id, marketplaceId: membership.marketplace_id, sessionVersion: user.session_version }
}

/** The marketplaces a person belongs to, the oldest membership first. */
export function memberships(db: Db, userId: string): Promise<DoorMembership[]> {
  return askDoor<DoorMembership>(db, 'SELECT marketplace_id, role, session_version FROM door_session($1)', [userId])
}

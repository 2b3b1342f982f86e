import { setTimeout as sleep } from 'node:timers/promises'
import { verify } from '@node-rs/argon2'
import { signInPolicy, waitAfter } from '@/lib/domain/access/sign-in-policy'
import { peopleScope } from '../access/create-marketplace'
import { type Membership, memberships } from '../access/memberships'
import { recordAudit } from '../audit/record-audit'
import { now, wallClock } from '../clock'
import { type Ctx, type Db, jobCtx } from '../context'
import { blindIndex } from '../crypto/seal'
import { askDoor, inSql } from '../db/transaction'
import { log } from '../log'
import { isRightCode, secondFactorOf } from './second-factor/check-code'
import type { SessionClaims } from './session-actor'
import { beginSession } from './session-rows'
import { type SignInKeys, type Tried, takeTry, tryWorked } from './sign-in-count'

type DoorUser = { id: string; password_hash: string | null; session_version: number }
/** `code`: of the second factor, where the person has one. */
export type SignInInput = { email: string; password: string; code?: string; client: string; device?: string }
export type SignInOutcome =
  | { kind: 'in'; claims: SessionClaims }
  | { kind: 'wrong' }
  /** The password was right; now a code of the second factor, or another one than this. */
  | { kind: 'code'; wrong: boolean }
  | { kind: 'wait'; seconds: number }

/** An argon2id hash of nothing: an unknown address costs as long as a wrong password. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$bWkXslEDM5fHdAT9RMnXkA$LPVZpckem4OEJaX07fHraenJDrvRI6Ea2g93YMCiAOA'
const clientScope = '*client'
const beatMs = 250

/**
 * Which of the two was wrong is not said, neither in words nor by the time it takes. A lock-out lasts by the machine's
 * clock: someone waits in front of it, however fast the product's own runs. The chain keeps the product's time.
 */
export async function signIn(db: Db, input: SignInInput, at = wallClock(), noted = now()): Promise<SignInOutcome> {
  const began = performance.now()
  const keys = { account: blindIndex(peopleScope, input.email), client: blindIndex(clientScope, input.client) }
  const tried = await takeTry(db, keys, at)
  if (tried.waitSeconds > 0) {
    log().warn({ ...traces(keys), waitSeconds: tried.waitSeconds }, 'sign-in has to wait')
    return { kind: 'wait', seconds: tried.waitSeconds }
  }
  const [user] = await askDoor<DoorUser>(db, 'SELECT id, password_hash, session_version FROM door_user($1)', [
    keys.account,
  ])
  const right = await verify(user?.password_hash ?? decoy, input.password).catch(() => false)
  const places = await memberships(db, user?.id ?? '')
  const [first] = places
  if (!user?.password_hash || !right || !first) {
    await noteFailure(db, user?.id, places, keys, tried, noted)
    await onTheBeat(began)
    return { kind: 'wrong' }
  }
  const factor = await secondFactorOf(db, user.id)
  if (factor?.confirmedAt) {
    const { code = '' } = input
    if (code === '') return { kind: 'code', wrong: false }
    if (!(await isRightCode(db, user.id, factor, code, at))) {
      await noteFailure(db, user.id, places, keys, tried, noted)
      await onTheBeat(began)
      return { kind: 'code', wrong: true }
    }
  }
  const sessionId = await begin(db, user.id, first, keys, input.device, at, noted)
  const { marketplaceId } = first
  return { kind: 'in', claims: { userId: user.id, marketplaceId, sessionVersion: user.session_version, sessionId } }
}

async function begin(
  db: Db,
  userId: string,
  { marketplaceId, role }: Membership,
  keys: SignInKeys,
  device: string | undefined,
  at: Date,
  noted: Date,
): Promise<string> {
  const ctx: Ctx = { actor: { kind: 'user', id: userId, marketplaceId, role }, now: noted, db }
  return inSql(ctx, async (sql) => {
    await tryWorked(sql, keys, at)
    await recordAudit(sql, ctx, 'session.start', userId, { client: traces(keys).client })
    return beginSession(sql, { userId, marketplaceId, device })
  })
}

/** A known person's failure stands in the chain of every marketplace they belong to; a stranger's belongs to none. */
async function noteFailure(
  db: Db,
  userId: string | undefined,
  places: readonly Membership[],
  keys: SignInKeys,
  { accountFailures, clientFailures }: Tried,
  noted: Date,
): Promise<void> {
  const failures = accountFailures ?? 0
  log().warn({ ...traces(keys), failures, clientFailures, known: places.length > 0 }, 'sign-in failed')
  const waitSeconds = waitAfter(failures, signInPolicy.account.waits)
  for (const { marketplaceId } of userId ? places : []) {
    const ctx = jobCtx(db, marketplaceId, 'sign-in', noted)
    const detail = { client: traces(keys).client, failures, waitSeconds }
    await inSql(ctx, (sql) => recordAudit(sql, ctx, 'session.refuse', userId ?? '', detail))
  }
}

/** Enough of the keyed hashes to tell one from another, too little to find the row by. */
function traces({ account, client }: SignInKeys): { account: string; client: string } {
  return { account: account.slice(0, 10), client: client.slice(0, 10) }
}

/** Refusals leave on the beat of a clock: what was looked up and written in between cannot be told from outside. */
async function onTheBeat(began: number): Promise<void> {
  const elapsed = performance.now() - began
  await sleep(Math.ceil(elapsed / beatMs) * beatMs - elapsed)
}

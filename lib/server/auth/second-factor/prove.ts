import { verify } from '@node-rs/argon2'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { wallClock } from '../../clock'
import { blindIndex } from '../../crypto/seal'
import { inSql } from '../../db/transaction'
import type { UserCtx } from '../session-actor'
import { takeTry, tryWorked } from '../sign-in-count'
import { isRightCode, secondFactorOf } from './check-code'

/** `word`: a code where there is a second factor, else the password. */
export type ProveInput = { word: string; client: string }
export type ProveRefusal = 'wrong_word' | 'wait' | 'no_session' | 'no_password'

/** What a person has to show: a code, or the password where there is no second factor. */
export async function proofAsked(ctx: UserCtx): Promise<'code' | 'password'> {
  return (await secondFactorOf(ctx.db, ctx.actor.id))?.confirmedAt ? 'code' : 'password'
}

/** Shows anew, in this session, that it is they. Guesses are counted as at the sign-in, and with it. */
export async function prove(
  ctx: UserCtx,
  { word, client }: ProveInput,
  wall = wallClock(),
): Promise<Result<void, ProveRefusal>> {
  const { id } = ctx.actor
  if (ctx.sessionId === undefined) return refuse('no_session')
  const [known] = await inSql(ctx, (sql) =>
    sql.rows<{ hash: string | null; account: string }>(
      'SELECT password_hash AS hash, email_hash AS account FROM password_of($1)',
      [id],
    ),
  )
  const factor = await secondFactorOf(ctx.db, id)
  const hasFactor = factor?.confirmedAt != null
  if (!known || (!hasFactor && known.hash === null)) return refuse('no_password')
  const keys = { account: known.account, client: blindIndex('*client', client) }
  if ((await takeTry(ctx.db, keys, wall)).waitSeconds > 0) return refuse('wait')
  const right =
    factor && hasFactor
      ? await isRightCode(ctx.db, id, factor, word, wall)
      : await verify(known.hash ?? '', word).catch(() => false)
  if (!right) return refuse('wrong_word')
  return inSql(ctx, async (sql) => {
    await tryWorked(sql, keys, wall)
    const [row] = await sql.rows<{ done: boolean }>('SELECT session_prove($1, $2, $3) AS done', [
      ctx.sessionId,
      id,
      wall,
    ])
    return row?.done ? ok() : refuse('no_session')
  })
}

import { createHash } from 'node:crypto'
import { exportPolicy } from '@/lib/domain/exports/policy'
import type { Ctx } from '../../context'
import { keyring } from '../../crypto/keyring'
import { openBytes, type Place, sealBytes } from '../../crypto/seal'
import { inSql, type Sql } from '../../db/transaction'
import type { Counted } from '../list-file'

/** Which try of which export writes. */
export type Turn = { id: string; attempt: number }
export type Written = { bytes: number; parts: number; digest: string }

/** The export was cancelled, or another try has begun: whoever writes stops. */
export class Overtaken extends Error {}

const placeOf = (marketplaceId: string, id: string, part: number): Place => {
  return { marketplaceId, table: 'export_part', column: 'body_enc', row: `${id}/${part}` }
}

/** Keeps a file as it comes, each part with the progress in a transaction of its own, and answers what it was. */
export async function writeParts(
  ctx: Ctx,
  turn: Turn,
  chunks: AsyncIterable<Uint8Array>,
  counted: Counted,
): Promise<Written> {
  const hash = createHash('sha256')
  let [held, heldBytes, bytes, parts]: [Uint8Array[], number, number, number] = [[], 0, 0, 0]
  const handOn = async () => {
    bytes += heldBytes
    await keepPart(ctx, turn, { part: parts, body: Buffer.concat(held), rows: counted.rows, bytes })
    parts += 1
    ;[held, heldBytes] = [[], 0]
  }
  for await (const chunk of chunks) {
    hash.update(chunk)
    held.push(chunk)
    heldBytes += chunk.byteLength
    if (heldBytes >= exportPolicy.partBytes) await handOn()
  }
  if (heldBytes > 0) await handOn()
  return { bytes, parts, digest: hash.digest('hex') }
}

type Part = { part: number; body: Buffer; rows: number; bytes: number }

function keepPart(ctx: Ctx, { id, attempt }: Turn, { part, body, rows, bytes }: Part): Promise<void> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const isOurs = await sql.run(
      `UPDATE export_job SET rows_done = $4, bytes = $5, parts = $6
       WHERE marketplace_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'`,
      [marketplaceId, id, attempt, rows, bytes, part + 1],
    )
    if (isOurs === 0) throw new Overtaken()
    await sql.run('INSERT INTO export_part (marketplace_id, export_id, part, body_enc) VALUES ($1, $2, $3, $4)', [
      marketplaceId,
      id,
      part,
      sealBytes(placeOf(marketplaceId, id, part), body),
    ])
  })
}

/** The file again, part by part; the last is handed out only once all together are what was written. */
export async function* readParts(
  ctx: Ctx,
  { id, parts, digest }: { id: string; parts: number; digest: string },
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  for (let part = 0; part < parts; part++) {
    const body = await readPart(ctx, id, part)
    hash.update(body)
    if (part === parts - 1 && hash.digest('hex') !== digest) throw new Error(`Export ${id} is not what was written`)
    yield body
  }
}

async function readPart(ctx: Ctx, id: string, part: number): Promise<Buffer> {
  const { marketplaceId } = ctx.actor
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ body: Buffer }>(
      'SELECT body_enc AS body FROM export_part WHERE marketplace_id = $1 AND export_id = $2 AND part = $3',
      [marketplaceId, id, part],
    ),
  )
  if (!row) throw new Error(`Part ${part} of export ${id} is gone`)
  return openBytes(placeOf(marketplaceId, id, part), row.body)
}

export async function dropParts(sql: Sql, ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql.run('DELETE FROM export_part WHERE marketplace_id = $1 AND export_id = ANY ($2::text[])', [
    ctx.actor.marketplaceId,
    ids,
  ])
}

/** Seals the parts anew under the newest key, one at a time. Answers how many. */
export async function rotateParts(ctx: Ctx): Promise<number> {
  const { marketplaceId } = ctx.actor
  for (let total = 0; ; total++) {
    const changed = await inSql(ctx, async (sql) => {
      const [row] = await sql.rows<{ id: string; part: number; body: Buffer }>(
        `SELECT export_id AS id, part, body_enc AS body FROM export_part WHERE marketplace_id = $1
           AND substr(body_enc, 1, length($2::bytea)) <> $2 LIMIT 1 FOR UPDATE`,
        [marketplaceId, Buffer.from(`sealed:${keyring().newest}:`)],
      )
      if (!row) return 0
      const place = placeOf(marketplaceId, row.id, row.part)
      return sql.run(
        'UPDATE export_part SET body_enc = $4 WHERE marketplace_id = $1 AND export_id = $2 AND part = $3',
        [...[marketplaceId, row.id, row.part], sealBytes(place, openBytes(place, row.body))],
      )
    })
    if (changed === 0) return total
  }
}

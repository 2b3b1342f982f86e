import { sealedField } from '@/lib/domain/personal/split-personal'
import { peopleScope } from '../access/create-marketplace'
import { recordAudit } from '../audit/record-audit'
import { secretPlace } from '../auth/second-factor/check-code'
import type { Ctx } from '../context'
import { keyring } from '../crypto/keyring'
import { isSealed, open, type Place, seal, sealedUnder } from '../crypto/seal'
import { inSql, type Sql } from '../db/transaction'
import { rotateParts } from '../exports/jobs/parts'
import { clearMark, freeTexts, openStored } from './free-text'
import { rotateAttachments } from './rotate-attachments'
import { rotateEvents } from './rotate-events'
import { sealReferences } from './seal-references'

export type Rotated = Record<string, number>
/** Under this name: events that no key opens, and that were left as they lie. */
export const unopenedEvents = 'inbox_event.body, unopened'

/** A row with one sealed text, wherever in the row it lies. */
type SealedRow = { key: string[]; token: string }
type Source = {
  name: string
  columns: readonly string[]
  /** Where the text lies, as SQL, and how to write it back ($n is the new text). */
  text: string
  write: (parameter: string) => string
  place: (marketplaceId: string, key: readonly string[]) => Place
}

const rowsPerStep = 500

const rawOf = (table: string, columns: readonly string[]): Source => ({
  name: `${table}.raw`,
  columns,
  text: `raw->>'${sealedField}'`,
  write: (parameter) => `raw = jsonb_set(raw, '{${sealedField}}', to_jsonb(${parameter}::text))`,
  place: (marketplaceId, key) => ({ marketplaceId, table, column: 'raw', row: `${key.at(-2)}/${key.at(-1)}` }),
})

const plain = (
  table: string,
  column: string,
  columns: readonly string[],
  row: (key: readonly string[]) => string,
): Source => ({
  name: `${table}.${column}`,
  columns,
  text: column,
  write: (parameter) => `${column} = ${parameter}::text`,
  place: (marketplaceId, key) => ({ marketplaceId, table, column, row: row(key) }),
})

const connectionRow = (key: readonly string[]) => `stripe:${key[1]}`
const sources: readonly Source[] = [
  rawOf('provider_object', ['money_key', 'account_id', 'id']),
  rawOf('balance_transaction', ['money_key', 'account_id', 'id']),
  rawOf('inbox_event', ['provider', 'livemode', 'account_id', 'id']),
  { ...rawOf('provider_account', ['provider', 'livemode', 'account_id']), place: accountPlace },
  plain('provider_account', 'name_enc', ['provider', 'livemode', 'account_id'], (key) => key[2] ?? ''),
  plain('provider_connection', 'api_key_enc', ['provider', 'livemode'], connectionRow),
  plain('bank_account', 'number_enc', ['id'], (key) => key[0] ?? ''),
  plain('export_job', 'asked_enc', ['id'], (key) => key[0] ?? ''),
  plain('webhook_endpoint', 'url_enc', ['id'], (key) => key[0] ?? ''),
  plain('webhook_endpoint', 'secret_enc', ['id'], (key) => key[0] ?? ''),
  plain('invitation', 'email_enc', ['id'], (key) => key[0] ?? ''),
  plain('provider_connection', 'webhook_secrets_enc', ['provider', 'livemode'], connectionRow),
  {
    ...plain('quarantine', 'body', ['id'], (key) => key[0] ?? ''),
    text: `convert_from(body, 'LATIN1')`,
    write: (parameter) => `body = convert_to(${parameter}::text, 'LATIN1')`,
  },
  ...freeTexts.map((name) => {
    const [table = '', column = ''] = name.split('.')
    return plain(table, column, ['id'], (key) => key[0] ?? '')
  }),
]

/**
 * Seals everything of a marketplace anew under the newest key, step by step, and for the first time what people wrote
 * before their words were sealed, and what stood in clear in a bank's references. What is under the newest key already is left alone, so a run that was stopped is simply
 * started again; afterwards the old key may leave ENCRYPTION_KEYS (except the oldest, which the blind index hangs on).
 */
export async function rotateKeys(ctx: Ctx): Promise<Rotated> {
  const rotated: Rotated = {}
  for (const source of sources) rotated[source.name] = await rotateSource(ctx, source)
  rotated['bank_line, references'] = await sealReferences(ctx)
  rotated['exception_attachment.body_enc'] = await rotateAttachments(ctx)
  rotated['export_part.body_enc'] = await rotateParts(ctx)
  const events = await rotateEvents(ctx)
  rotated['inbox_event.body'] = events.resealed
  rotated.app_user = await inSql(ctx, (sql) => rotatePeople(sql, ctx))
  if (events.unopened > 0) rotated[unopenedEvents] = events.unopened
  await inSql(ctx, (sql) => recordAudit(sql, ctx, 'keys.rotate', keyring().newest, rotated))
  return rotated
}

async function rotateSource(ctx: Ctx, source: Source): Promise<number> {
  let [after, total]: [string[] | null, number] = [null, 0]
  for (;;) {
    const from: string[] | null = after
    const step = await inSql(ctx, async (sql) => {
      const rows = await oldRows(sql, ctx, source, from)
      let changed = 0
      for (const row of rows) changed += await resealRow(sql, ctx, source, row)
      return { changed, last: rows.length < rowsPerStep ? null : (rows.at(-1)?.key ?? null) }
    })
    total += step.changed
    if (step.last === null) return total
    after = step.last
  }
}

/** The next rows under an older key, in the order of their key. */
function oldRows(sql: Sql, ctx: Ctx, { name, columns, text }: Source, after: string[] | null): Promise<SealedRow[]> {
  const given = columns.map((column, i) => typed(column, i + 3)).join(', ')
  const bounds = after ? `AND (${columns.join(', ')}) > (${given})` : ''
  return sql.rows<SealedRow>(
    `SELECT ARRAY[${columns.map((column) => `${column}::text`).join(', ')}] AS key, ${text} AS token FROM ${tableOf(name)}
     WHERE marketplace_id = $1 AND ${text} NOT LIKE 'sealed:' || $2 || ':%'
       AND (${text} LIKE 'sealed:%' OR ${text} LIKE '${clearMark}%') ${bounds}
     ORDER BY ${columns.join(', ')} LIMIT ${rowsPerStep}`,
    [ctx.actor.marketplaceId, keyring().newest, ...(after ?? [])],
  )
}

/** A row that changed meanwhile is under the newest key already. */
async function resealRow(sql: Sql, ctx: Ctx, source: Source, { key, token }: SealedRow): Promise<number> {
  const place = source.place(ctx.actor.marketplaceId, key)
  const where = source.columns.map((column, i) => `${column} = ${typed(column, i + 4)}`).join(' AND ')
  return sql.run(
    `UPDATE ${tableOf(source.name)} SET ${source.write('$2')} WHERE marketplace_id = $1 AND ${source.text} = $3 AND ${where}`,
    [ctx.actor.marketplaceId, seal(place, openStored(place, token)), token, ...key],
  )
}

function tableOf(name: string): string {
  return name.slice(0, name.indexOf('.'))
}

/** Keys travel as text; compared in the column's own type they use its index. */
function typed(column: string, parameter: number): string {
  return column === 'livemode' ? `$${parameter}::text::boolean` : `$${parameter}::text`
}

function accountPlace(marketplaceId: string, key: readonly string[]): Place {
  return { marketplaceId, table: 'provider_account', column: 'raw', row: `${key[2]}/${key[2]}` }
}

/** People belong to no one marketplace; those this one sees are sealed anew with it. */
async function rotatePeople(sql: Sql, ctx: Ctx): Promise<number> {
  const people = await sql.rows<{ id: string; emailEnc: string; nameEnc: string }>(
    `SELECT u.id, u.email_enc AS "emailEnc", u.name_enc AS "nameEnc" FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE m.marketplace_id = $1 ORDER BY u.id`,
    [ctx.actor.marketplaceId],
  )
  let changed = 0
  for (const { id } of people) changed += await rotateFactor(sql, id)
  for (const { id, emailEnc, nameEnc } of people) {
    if ([emailEnc, nameEnc].every((token) => sealedUnder(token) === keyring().newest)) continue
    const place = (column: string) => ({ marketplaceId: peopleScope, table: 'app_user', column, row: id })
    const again = (column: string, token: string) =>
      isSealed(token) ? seal(place(column), open(place(column), token)) : token
    changed += await sql.run('UPDATE app_user SET email_enc = $2, name_enc = $3 WHERE id = $1', [
      id,
      again('email_enc', emailEnc),
      again('name_enc', nameEnc),
    ])
  }
  return changed
}

/** The secret of a person's second factor. */
async function rotateFactor(sql: Sql, userId: string): Promise<number> {
  const [row] = await sql.rows<{ token: string }>('SELECT secret_enc AS token FROM door_second_factor($1)', [userId])
  if (!row || sealedUnder(row.token) === keyring().newest) return 0
  const again = seal(secretPlace(userId), open(secretPlace(userId), row.token))
  const [done] = await sql.rows<{ done: boolean }>('SELECT second_factor_reseal($1, $2, $3) AS done', [
    userId,
    row.token,
    again,
  ])
  return done?.done ? 1 : 0
}

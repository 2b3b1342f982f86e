import { type TextEraser, textEraser } from '@/lib/domain/personal/erase-from-text'
import { identifiersFrom } from '@/lib/domain/personal/identifiers'
import type { PersonalValues } from '@/lib/domain/personal/split-personal'
import type { Ctx } from '../context'
import { isSealed, open } from '../crypto/seal'
import type { Sql } from '../db/transaction'
import { eraseAttachments } from './erase-attachments'
import type { EventOfPerson } from './erase-events'
import { type FreeText, freeTexts, openText, sealText } from './free-text'
import { type RawTable, rawPlace } from './seal-raw'

const rowsPerStep = 500

/** Everything that hangs on a person: the ids of their objects, and the sealed values in them. */
export type Belongings = { objectIds: ReadonlySet<string>; values: PersonalValues[] }

/** What is known of a person by the keyed hash of their address. To be asked before it is erased. */
export async function belongingsOf(
  sql: Sql,
  ctx: Ctx,
  hash: string,
  events: readonly EventOfPerson[],
): Promise<Belongings> {
  const { marketplaceId } = ctx.actor
  const objectIds = new Set(events.map(({ id }) => id))
  const values: PersonalValues[] = events.flatMap(({ persons }) => (persons.personal ? [persons.personal] : []))
  for (const [table, join] of rawTables) {
    const rows = await sql.rows<{ accountId: string; id: string; token: string | null }>(
      `SELECT DISTINCT o.account_id AS "accountId", p.object_id AS id, o.raw->>'_sealed' AS token
       FROM person_ref p JOIN ${table} o ON o.marketplace_id = $1 AND o.account_id = p.account_id AND ${join}
       WHERE p.marketplace_id = $1 AND p.person_hash = $2`,
      [marketplaceId, hash],
    )
    for (const { accountId, id, token } of rows) {
      objectIds.add(id)
      if (isSealed(token)) values.push(JSON.parse(open(rawPlace(marketplaceId, table, accountId, id), token)))
    }
  }
  return { objectIds, values }
}

const byKey = 'o.money_key = p.money_key AND o.id = p.object_id'
const rawTables: readonly [RawTable, string][] = [
  ['provider_object', byKey],
  ['balance_transaction', byKey],
  ['inbox_event', 'o.id = p.object_id'],
  ['provider_account', 'p.object_id = p.account_id'],
]

/** An approval's subject is an object, or the exception that it is about. */
const aboutSubject = `t.subject || ARRAY(SELECT unnest(ARRAY[e.object_id, e.family_id]) FROM recon_exception e
     WHERE e.marketplace_id = t.marketplace_id AND e.id = t.subject)`

/** What its exception is about. */
const onException = `ARRAY(SELECT unnest(ARRAY[e.object_id, e.family_id]) FROM recon_exception e
     WHERE e.marketplace_id = t.marketplace_id AND e.id = t.exception_id)`

/** What each text hangs on, as SQL over its row `t`. */
const aboutOf: Record<FreeText, string> = {
  'exception_comment.body_enc': onException,
  'exception_attachment.name_enc': onException,
  'exception_pause.note_enc': onException,
  'recon_exception.note_enc': 'ARRAY[t.object_id, t.family_id]',
  'resolution.note_enc': onException,
  'book_entry_void.reason_enc': `ARRAY[split_part(t.money_key, ':', 2)]`,
  'approval.reason_enc': aboutSubject,
  'approval.decided_reason_enc': aboutSubject,
  'book_import.name_enc': 'ARRAY[]::text[]',
  'bank_account.name_enc': 'ARRAY[]::text[]',
  'bank_account.legal_entity_enc': 'ARRAY[]::text[]',
  'bank_mapping.name_enc': 'ARRAY[]::text[]',
  'bank_statement.file_name_enc': 'ARRAY[]::text[]',
  'bank_line.text_enc': 'ARRAY[]::text[]',
  'bank_line.counterparty_enc': 'ARRAY[]::text[]',
  'saved_view.name_enc': 'ARRAY[]::text[]',
}

/**
 * Takes a person out of everything that people wrote in their own words: each text is opened and looked through, and
 * sealed anew without them. Nobody can ask a sealed text for a name, so all are read. Answers how many changed.
 */
export async function eraseFromTexts(
  sql: Sql,
  ctx: Ctx,
  address: string,
  { objectIds, values }: Belongings,
): Promise<number> {
  const erase = textEraser(identifiersFrom(address, values))
  let erased = 0
  for (const name of freeTexts) {
    for (let after = ''; ; ) {
      const rows = await nextTexts(sql, ctx, name, after)
      for (const { id, stored, about } of rows) {
        const isAbout = about.some((object) => objectIds.has(object))
        const eraseHere = (text: string) => erase(text, isAbout)
        if (eraseHere(openText(ctx.actor.marketplaceId, name, id, stored)) === null) continue
        erased += await rewrite(sql, ctx, name, id, eraseHere)
      }
      const last = rows.at(-1)
      if (!last || rows.length < rowsPerStep) break
      after = last.id
    }
  }
  erased += await eraseAttachments(sql, ctx, objectIds, erase)
  return erased + (await eraseFromTags(sql, ctx, erase))
}

/** Tags stand in clear, for the queue is narrowed by them: a word that names the person is taken off everything. */
async function eraseFromTags(sql: Sql, ctx: Ctx, erase: TextEraser): Promise<number> {
  const { marketplaceId } = ctx.actor
  const words = await sql.rows<{ tag: string }>('SELECT DISTINCT tag FROM exception_tag WHERE marketplace_id = $1', [
    marketplaceId,
  ])
  const named = words.map(({ tag }) => tag).filter((tag) => erase(tag, false) !== null)
  return sql.run('DELETE FROM exception_tag WHERE marketplace_id = $1 AND tag = ANY ($2)', [marketplaceId, named])
}

type TextRow = { id: string; stored: string; about: string[] }

function nextTexts(sql: Sql, ctx: Ctx, name: FreeText, after: string): Promise<TextRow[]> {
  const [table, column] = name.split('.')
  return sql.rows<TextRow>(
    `SELECT t.id, t.${column} AS stored, ${aboutOf[name]} AS about FROM ${table} t
     WHERE t.marketplace_id = $1 AND t.id > $2 AND t.${column} IS NOT NULL ORDER BY t.id LIMIT ${rowsPerStep}`,
    [ctx.actor.marketplaceId, after],
  )
}

/** Read once more under lock: somebody may have written other words, or another key, a moment ago. */
async function rewrite(
  sql: Sql,
  ctx: Ctx,
  name: FreeText,
  id: string,
  erase: (text: string) => string | null,
): Promise<number> {
  const [table, column] = name.split('.')
  const key = [ctx.actor.marketplaceId, id]
  const [row] = await sql.rows<{ stored: string | null }>(
    `SELECT ${column} AS stored FROM ${table} WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
    key,
  )
  const rest = row?.stored ? erase(openText(ctx.actor.marketplaceId, name, id, row.stored)) : null
  if (rest === null) return 0
  const sealed = sealText(ctx.actor.marketplaceId, name, id, rest)
  return sql.run(`UPDATE ${table} SET ${column} = $3 WHERE marketplace_id = $1 AND id = $2`, [...key, sealed])
}

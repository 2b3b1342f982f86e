import type { CsvMapping } from '@/lib/domain/books/csv-mapping'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { canonicalJson, naturalId, sha256 } from '../digest/natural-id'
import { openText, sealText } from '../personal/free-text'
import type { ImportedFile, WriteOutcome } from './outcome'

/** An import of the same file that the books know already; `at` is an ISO instant. */
export type EarlierImport = { importId: string; name: string; at: string; sameMapping: boolean }

/** What a file is called in the books: by its content and mapping, not by its name or hour. */
export function fileOf(marketplaceId: string, name: string, text: string, mapping: CsvMapping): ImportedFile {
  const digest = sha256(text)
  return {
    id: naturalId('imp', marketplaceId, digest, sha256(canonicalJson(mapping))),
    name: name.slice(0, 200),
    digest,
    mapping,
  }
}

/**
 * Writes the import's own row, in the transaction of its entries. The same file again finds its row and adds what is new,
 * which is nothing unless this version reads a line that an older one refused.
 */
export async function keepImport(
  sql: Sql,
  ctx: Ctx,
  file: ImportedFile,
  { accepted, known, rejected }: Pick<WriteOutcome, 'accepted' | 'known' | 'rejected'>,
): Promise<void> {
  if (accepted + known === 0) return
  const { marketplaceId } = ctx.actor
  await sql.run(
    `INSERT INTO book_import (marketplace_id, id, source, name_enc, file_digest, mapping, rows_good, rows_bad,
       imported_by, imported_at)
     VALUES ($1, $2, 'csv', $3, $4, $5::jsonb, $6, $7, $8, $9)
     ON CONFLICT (marketplace_id, id) DO UPDATE SET rows_good = EXCLUDED.rows_good, rows_bad = EXCLUDED.rows_bad`,
    [
      marketplaceId,
      file.id,
      sealText(marketplaceId, 'book_import.name_enc', file.id, file.name),
      file.digest,
      JSON.stringify(file.mapping),
      accepted + known,
      rejected,
      ctx.actor.id,
      ctx.now,
    ],
  )
}

/** Whether this very file came in before, under this mapping or, if not, under another. */
export async function findImport(sql: Sql, marketplaceId: string, file: ImportedFile): Promise<EarlierImport | null> {
  const [row] = await sql.rows<{ id: string; nameEnc: string; at: Date }>(
    `SELECT id, name_enc AS "nameEnc", imported_at AS at FROM book_import
     WHERE marketplace_id = $1 AND file_digest = $2 ORDER BY (id = $3) DESC, imported_at DESC LIMIT 1`,
    [marketplaceId, file.digest, file.id],
  )
  if (!row) return null
  const name = openText(marketplaceId, 'book_import.name_enc', row.id, row.nameEnc)
  return { importId: row.id, name, at: row.at.toISOString(), sameMapping: row.id === file.id }
}

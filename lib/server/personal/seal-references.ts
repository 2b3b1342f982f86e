import { clearReference } from '@/lib/domain/statements/clear-reference'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { openText, sealText } from './free-text'

const rowsPerStep = 500
const names = ['endToEndId', 'bankReference', 'transactionId'] as const
type Line = { id: string; textEnc: string | null } & Record<(typeof names)[number], string | null>

/**
 * Takes out of the bank's lines what stands in clear and may be a person's words: lines that came in before references
 * were told from words. It goes to the sealed words of its line, so nothing is lost, and an erasure reaches it. Answers
 * how many lines it was.
 */
export async function sealReferences(ctx: Ctx): Promise<number> {
  let sealed = 0
  for (let after = ''; ; ) {
    const from = after
    const lines = await inSql(ctx, async (sql) => {
      const found = await linesWithReferences(sql, ctx, from)
      for (const line of found) sealed += await sealOne(sql, ctx, line)
      return found
    })
    const last = lines.at(-1)
    if (!last || lines.length < rowsPerStep) return sealed
    after = last.id
  }
}

function linesWithReferences(sql: Sql, { actor }: Ctx, after: string): Promise<Line[]> {
  return sql.rows<Line>(
    `SELECT id, text_enc AS "textEnc", end_to_end_id AS "endToEndId", bank_reference AS "bankReference",
       transaction_id AS "transactionId" FROM bank_line
     WHERE marketplace_id = $1 AND id > $2 AND num_nonnulls(end_to_end_id, bank_reference, transaction_id) > 0
     ORDER BY id LIMIT ${rowsPerStep}`,
    [actor.marketplaceId, after],
  )
}

/** A line that lost its words meanwhile is left for the next time. */
async function sealOne(sql: Sql, { actor }: Ctx, line: Line): Promise<number> {
  const { marketplaceId } = actor
  const isClear = names.map((name) => clearReference(line[name]) === line[name])
  const words = names.flatMap((name, at) => (isClear[at] ? [] : (line[name] ?? [])))
  if (words.length === 0) return 0
  const place = 'bank_line.text_enc'
  const before = line.textEnc === null ? [] : [openText(marketplaceId, place, line.id, line.textEnc)]
  const text = [...before, ...words.filter((word) => !before.some((said) => said.includes(word)))].join(' · ')
  const [row] = await sql.rows<{ changed: boolean }>('SELECT hide_references($1, $2, $3, $4, $5) AS changed', [
    marketplaceId,
    line.id,
    line.textEnc,
    sealText(marketplaceId, place, line.id, text),
    isClear,
  ])
  return row?.changed ? 1 : 0
}

import type pg from 'pg'
import type { PersonalString } from './personal-strings'

export type Sight = { table: string; key: string; text: string }

/** Reads every column of every table as text, as somebody with the disk would, and says which personal texts he sees. */
export async function readAsThief(admin: pg.Pool, personal: readonly PersonalString[]): Promise<Sight[]> {
  const search = searchFor(personal)
  const { rows: tables } = await admin.query<{ name: string; bytes: string[] }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
       array(SELECT format('encode(t.%I, ''escape'')', a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid
         AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype) AS bytes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const sights: Sight[] = []
  for (const { name, bytes } of tables) {
    const text = ['to_jsonb(t)::text', ...bytes].join(` || ' ' || `)
    const { rows } = await admin.query<{ row: string | null }>(`SELECT ${text} AS row FROM ${name} t`)
    for (const seen of search(rows.map(({ row }) => row ?? '').join('\n'))) sights.push({ table: name, ...seen })
  }
  return sights
}

/**
 * Long texts are looked for anywhere. Short ones and bare digits stand in amounts and ids by chance: they are looked for
 * as the value of their own key, and short words also as the whole of any value.
 */
function searchFor(personal: readonly PersonalString[]): (text: string) => PersonalString[] {
  const long = personal.filter(({ text }) => text.length >= 9 && /[^\d]/.test(text))
  const short = personal.filter((item) => !long.includes(item))
  const byHead = Map.groupBy(long, ({ text }) => headOf(text, 0))
  const byPair = new Map(short.map((item) => [`${item.key} ${item.text}`, item]))
  const byWord = new Map(short.filter(({ text }) => /^\D{4,}$/.test(text)).map((item) => [item.text, item]))
  return (text) => {
    const seen = new Set<PersonalString>()
    for (let at = 0; at + 3 < text.length; at++) {
      for (const item of byHead.get(headOf(text, at)) ?? []) if (text.startsWith(item.text, at)) seen.add(item)
    }
    for (const [, key = '', value = ''] of text.matchAll(/"(\w+)": ?"([^"\\]*)"/g)) {
      const item = byPair.get(`${key} ${value}`) ?? byWord.get(value)
      if (item) seen.add(item)
    }
    return [...seen]
  }
}

function headOf(text: string, at: number): number {
  return (
    text.charCodeAt(at) +
    2 ** 9 * text.charCodeAt(at + 1) +
    2 ** 18 * text.charCodeAt(at + 2) +
    2 ** 27 * text.charCodeAt(at + 3)
  )
}

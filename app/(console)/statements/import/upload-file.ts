import type { ImportOutcome } from '@/lib/server/statements/outcome'

export type Mode = 'dry' | 'whole' | 'good'
export type Answer = { outcome: ImportOutcome; mode: Mode } | { refusal: string }
type Asked = { bankAccount: string; mapping: string; encoding: string }
type Told = ImportOutcome | { error: { message: string; fix: string } }

/** The file as it is, as the body: the browser streams it, however large it is. `here`: whose pages it is sent from. */
export async function upload(file: File, asked: Asked, mode: Mode, here: string | null): Promise<Answer> {
  const query = new URLSearchParams({
    ...asked,
    ...(here ? { marketplace: here } : {}),
    name: file.name,
    dryRun: String(mode === 'dry'),
    keepGoodLines: String(mode === 'good'),
  })
  const headers = { 'content-type': 'application/octet-stream' }
  try {
    const response = await fetch(`/statements/upload?${query}`, { method: 'POST', body: file, headers })
    const told = (await response.json()) as Told
    return 'error' in told ? { refusal: `${told.error.message} ${told.error.fix}`.trim() } : { outcome: told, mode }
  } catch {
    return { refusal: 'The server did not answer. A statement is written whole or not at all; try again.' }
  }
}

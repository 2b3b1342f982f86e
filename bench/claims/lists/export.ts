import type { ExportFormat } from '@/lib/domain/exports/policy'
import { addMember } from '@/lib/server/access/create-marketplace'
import { askExport } from '@/lib/server/exports/jobs/ask-export'
import { downloadExport } from '@/lib/server/exports/jobs/download-export'
import { getExport } from '@/lib/server/exports/jobs/queries'
import { type Field, type Ground, platformAccount } from '../../ground'
import { makeHistory } from '../../material/history'
import { elapsedMs, expectCount, note, print, scaled } from '../../measure'
import { answerOf } from '../../run-program'

/** What is live stays at some 20 MB; garbage that waits to be collected levels off at about 200,000 rows, above the tenth. */
const levelsOff = 96

type Seen = { seconds: number; peakMb: number }

/**
 * A million balance transactions as a file, written by a process of its own in sealed parts, and what that process holds at
 * its highest beyond one that writes a tenth of them (a tenth of the history are fees).
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('export')
  const rows = scaled(1_000_000, 20_000)
  await makeHistory(field, rows)
  const email = 'ana@fernhollow.example'
  const userId = await addMember(field.db, field.marketplaceId, { email, name: 'Ana', role: 'analyst' })
  for (const format of ['csv', 'xlsx'] as const) {
    const tenth = await write(field, userId, { format, rows: rows / 10, filter: { category: 'platform_earning' } })
    const whole = await write(field, userId, { format, rows, filter: { accountId: platformAccount } })
    const name = `export of 1 M rows, ${format.toUpperCase()}`
    print({ name, value: rows / whole.seconds, unit: 'rows/s' })
    const held = whole.peakMb - tenth.peakMb
    note(`${format}: at most ${tenth.peakMb.toFixed(0)} MB for a tenth, ${whole.peakMb.toFixed(0)} MB for all`)
    print({ name: `${name}, held beyond 100,000 rows`, value: held, unit: 'MB', target: { atMost: levelsOff } })
  }
  await field.close()
}

type Asked = { format: ExportFormat; rows: number; filter: { category?: string; accountId?: string } }

async function write({ ctx, marketplaceId, url }: Field, userId: string, asked: Asked): Promise<Seen> {
  const own = { ...ctx, actor: { kind: 'user', id: userId, marketplaceId, role: 'analyst' } as const }
  const { format, rows, filter } = asked
  const made = await askExport(own, { list: 'transactions', filter, format, filterWords: '' })
  if (!made.ok) throw new Error(`The export was refused: ${made.reason}`)
  const { id } = made.value
  const seen = await answerOf<Seen>('bench/programs/write-export.ts', [marketplaceId, id], { DATABASE_URL: url })
  const job = await getExport(own, id)
  expectCount(`rows of the ${format}, ${job?.state} ${job?.reason ?? ''}`, job?.rowsDone ?? 0n, rows)
  const file = await downloadExport(own, id)
  if (!file.ok) throw new Error(`The file was refused: ${file.reason}`)
  let bytes = 0
  const ms = await elapsedMs(async () => {
    for await (const chunk of file.value.chunks) bytes += chunk.byteLength
  })
  expectCount('bytes handed out', bytes, Number(job?.bytes))
  note(
    `${format}, ${rows} rows: ${(bytes / 1e6).toFixed(0)} MB in ${seen.seconds.toFixed(0)} s, read in ${ms.toFixed(0)} ms`,
  )
  return seen
}

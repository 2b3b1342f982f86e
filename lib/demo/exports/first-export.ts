import { listPeople } from '@/lib/server/access/queries'
import { jobCtx } from '@/lib/server/context'
import { closeDb, openDb } from '@/lib/server/db/client'
import { askExport } from '@/lib/server/exports/jobs/ask-export'
import { listExports } from '@/lib/server/exports/jobs/queries'
import { runExports } from '@/lib/server/exports/jobs/run-export'
import { demoMarketplace } from '../people'

/** So that there is one to be seen: the analyst's balance transactions. A demo that is started again has its own already. */
export async function makeFirstExport(databaseUrl: string, say: (line: string) => void): Promise<void> {
  const db = openDb(databaseUrl, 3)
  try {
    const ctx = jobCtx(db, demoMarketplace.id, 'demo')
    const analyst = (await listPeople(ctx)).find(({ role }) => role === 'analyst')
    if (!analyst) throw new Error('Nobody is an analyst here')
    const actor = { kind: 'user', id: analyst.id, marketplaceId: demoMarketplace.id, role: 'analyst' } as const
    const hers = { ...ctx, actor }
    if ((await listExports(hers, 1)).length > 0) return
    const made = await askExport(hers, { list: 'transactions', filter: {}, format: 'csv', filterWords: '' })
    if (!made.ok) throw new Error(`The analyst’s export was refused: ${made.reason}`)
    await runExports(() => jobCtx(db, demoMarketplace.id, 'run-exports'))
    say('exports: one of the balance transactions lies ready')
  } finally {
    await closeDb(db)
  }
}

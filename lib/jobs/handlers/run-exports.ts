import { expireExports } from '@/lib/server/exports/jobs/lifecycle'
import { runExports } from '@/lib/server/exports/jobs/run-export'
import { ctxOf, type Handler } from './handler'

/** Writes the exports that wait, each of its own moment, and drops those whose day is over. */
export const runExportsJob: Handler<'run-exports'> = async (db, payload) => {
  const ctxNow = () => ctxOf(db, 'run-exports', payload)
  await expireExports(ctxNow())
  await runExports(ctxNow)
}

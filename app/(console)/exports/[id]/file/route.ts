import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { downloadExport } from '@/lib/server/exports/jobs/download-export'
import { downloadRefusals } from '../../export-words'
import { fileAnswer, plain } from '../../file-answer'

/** The file of a finished export, for whoever asked for it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const file = await downloadExport(ctx, (await params).id)
  return file.ok ? fileAnswer(file.value) : plain(...downloadRefusals[file.reason])
}

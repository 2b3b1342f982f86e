import { requireApiKey } from '@/lib/server/auth/require-api-key'
import { receiveReport } from '@/lib/server/reports/report-door'

export async function POST(request: Request): Promise<Response> {
  const ctx = await requireApiKey(request)
  if (ctx) return receiveReport(ctx, request)
  const fix = 'Send "Authorization: Bearer cfk_…" with a key that is not revoked.'
  return Response.json({ error: { code: 'unauthorized', message: 'No valid API key.', fix } }, { status: 401 })
}

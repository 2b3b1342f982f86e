import { revalidatePath } from 'next/cache'
import { elsewhere } from '@/components/form/form-state'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { receiveReport } from '@/lib/server/reports/report-door'
import { isFromElsewhere, isOwnOrigin } from '../../../act'

/** Files are larger than an action may take, so they come through here as they are. The origin is checked. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request))
    return refusal(403, 'This request did not come from Counterfoil.', 'Nothing was kept: send it from its own page.')
  if (!(await currentSession()))
    return refusal(401, 'Your session has ended.', 'Nothing was kept: sign in in another tab, then press again here.')
  const ctx = await requireActor('console.read')
  if (isFromElsewhere(ctx, new URL(request.url).searchParams.get('marketplace')))
    return refusal(409, elsewhere.sentence, 'Nothing was kept.')
  const answer = await receiveReport(ctx, request)
  if (answer.ok) revalidatePath('/ledger/reports', 'layout')
  return answer
}

function refusal(status: number, message: string, fix: string): Response {
  return Response.json({ error: { code: 'refused', message, fix } }, { status })
}

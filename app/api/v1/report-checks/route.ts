import { withApiKey } from '@/lib/server/auth/require-api-key'
import { receiveReport } from '@/lib/server/reports/report-door'

export function POST(request: Request): Promise<Response> {
  return withApiKey(request, receiveReport)
}

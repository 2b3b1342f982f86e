import { withApiKey } from '@/lib/server/auth/require-api-key'
import { receiveStatement } from '@/lib/server/statements/statements-door'

export function POST(request: Request): Promise<Response> {
  return withApiKey(request, receiveStatement)
}

import type { CheckRefusal } from '@/lib/server/audit/check-chain'

export const verifyWords: Record<CheckRefusal, string> = {
  not_permitted: 'Your role may read the chain, not ask for a look at all of it.',
}

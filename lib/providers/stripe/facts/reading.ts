import type { FactPlace } from '@/lib/domain/provider/facts'

/** Whose object an answer shows, on which side of Connect it was read, and when the request began. */
export type Reading = { livemode: boolean; accountId: string; isPlatform: boolean; observedAt: Date }

export function placeOf({ livemode, accountId }: Reading): FactPlace {
  return { provider: 'stripe', livemode, accountId }
}

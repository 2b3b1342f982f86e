import type { StartSyncRefusal } from '@/lib/server/sync/start-sync'

export const startWords: Record<StartSyncRefusal, string> = {
  not_permitted: 'Your role may watch the sync, not start it.',
  not_connected: 'This marketplace is not connected to Stripe yet.',
  already_running: 'A sync is under way already.',
}

import type { JobName } from '@/lib/server/queue/jobs'

/**
 * What is wanted even when nobody asks, and how often in seconds of the machine's clock. Events do the work; these are
 * the net below them: a lost webhook, a clock that ran out, an account that was silent.
 */
export const rhythm: readonly { job: JobName; everySeconds: number }[] = [
  { job: 'drain-inbox', everySeconds: 5 },
  { job: 'reconcile', everySeconds: 15 },
  { job: 'execute-intents', everySeconds: 15 },
  { job: 'send-webhooks', everySeconds: 10 },
  { job: 'sync-stripe', everySeconds: 60 },
  { job: 'run-exports', everySeconds: 60 },
  { job: 'prove-balances', everySeconds: 600 },
  { job: 'check-reports', everySeconds: 600 },
  { job: 'sweep-events', everySeconds: 3600 },
  { job: 'reconcile-all', everySeconds: 86_400 },
  { job: 'verify-audit', everySeconds: 86_400 },
]

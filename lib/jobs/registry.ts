import type { JobName } from '@/lib/server/queue/jobs'
import { checkReportsJob } from './handlers/check-reports'
import { drainInboxJob } from './handlers/drain-inbox'
import { executeIntentsJob } from './handlers/execute-intents'
import type { Handler } from './handlers/handler'
import { postLedgerJob } from './handlers/post-ledger'
import { proveBalancesJob } from './handlers/prove-balances'
import { reconcileAllJob, reconcileJob } from './handlers/reconcile'
import { runExportsJob } from './handlers/run-exports'
import { sendWebhooksJob } from './handlers/send-webhooks'
import { sweepEventsJob } from './handlers/sweep-events'
import { syncStripeJob } from './handlers/sync-stripe'
import { verifyAuditJob } from './handlers/verify-audit'

/** Which handler serves which job. */
export const registry: { [N in JobName]: Handler<N> } = {
  'sync-stripe': syncStripeJob,
  'drain-inbox': drainInboxJob,
  'sweep-events': sweepEventsJob,
  'post-ledger': postLedgerJob,
  reconcile: reconcileJob,
  'reconcile-all': reconcileAllJob,
  'prove-balances': proveBalancesJob,
  'execute-intents': executeIntentsJob,
  'verify-audit': verifyAuditJob,
  'check-reports': checkReportsJob,
  'send-webhooks': sendWebhooksJob,
  'run-exports': runExportsJob,
}

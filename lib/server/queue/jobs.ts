import { z } from 'zod'

const ofMarketplace = z.object({ marketplaceId: z.string() })

/** Every job's name and what it is told. Handlers live in lib/jobs, so that commands enqueue without a cycle. */
export const jobPayloads = {
  'sync-stripe': ofMarketplace.extend({ runId: z.string().optional() }),
  'drain-inbox': ofMarketplace,
  'sweep-events': ofMarketplace,
  'post-ledger': ofMarketplace,
  reconcile: ofMarketplace,
  'reconcile-all': ofMarketplace,
  'prove-balances': ofMarketplace,
  'execute-intents': ofMarketplace,
  'verify-audit': ofMarketplace,
  'check-reports': ofMarketplace,
  'send-webhooks': ofMarketplace,
  'run-exports': ofMarketplace,
} as const

export type JobName = keyof typeof jobPayloads
export type JobPayload<N extends JobName> = z.infer<(typeof jobPayloads)[N]>
export const jobNames = Object.keys(jobPayloads) as JobName[]
export const queueSchema = 'pgboss'

/** The largest webhook body that is read; the provider's own check is the same number. */
export { maxEventBytes } from '@/lib/providers/stripe/verify-webhook'

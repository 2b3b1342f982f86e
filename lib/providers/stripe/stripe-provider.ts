import type { Provider } from '../port'
import type { ReportSource } from '../report-port'
import { stripeWrites } from './acts/execute-act'
import { stripeReports } from './reports/stripe-reports'
import { stripeReads } from './retrieve-object'
import { stripeLists } from './stripe-lists'
import { openConnection, type StripeOptions } from './wire/stripe-connection'

/** Stripe behind the provider port. */
export function stripeProvider(options: StripeOptions): Provider & ReportSource {
  const connection = openConnection(options)
  return {
    name: 'stripe',
    livemode: options.livemode,
    platformAccountId: options.platformAccountId,
    ...stripeLists(connection),
    ...stripeReads(connection),
    ...stripeWrites(connection),
    ...stripeReports(connection, options),
    counts: () => ({ ...connection.wire.counts }),
  }
}

/** The world failed and may recover: the job runner tries again. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable'
  readonly retryable = true
}

/** The provider no longer lets us see this account. */
export class AccountUnreachable extends Error {
  override name = 'AccountUnreachable'
  readonly retryable = false
  constructor(
    readonly accountId: string,
    message: string,
  ) {
    super(message)
  }
}

/** The provider understood and said no; asking again changes nothing. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused'
  readonly retryable = false
  constructor(
    readonly code: string,
    message: string,
    readonly requestId: string | null,
    readonly status: number,
  ) {
    super(message)
  }
}

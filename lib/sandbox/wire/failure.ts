export type FailureBody = { type: string; message: string; code?: string; param?: string; [field: string]: unknown }

/** A refusal in Stripe's own words; the exchange turns it into the answer. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: FailureBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message)
  }

  /** The answer's JSON. Stripe names the log line of the request in every error. */
  json(requestId: string): string {
    const docs =
      this.body.code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${slug(this.body.code)}` }
    const log = `https://dashboard.stripe.com/test/logs/${requestId}`
    return JSON.stringify({ error: { ...docs, ...this.body, request_log_url: log } })
  }
}

export function invalidRequest(
  message: string,
  extra: { code?: string; param?: string; status?: number } = {},
): ApiFailure {
  const { status = 400, ...rest } = extra
  return new ApiFailure(status, { type: 'invalid_request_error', message, ...rest })
}

/** 404 when the id stood in the path, 400 when it was a parameter. */
export function noSuch(noun: string, id: string, param: string, status: 400 | 404): ApiFailure {
  return invalidRequest(`No such ${noun}: '${id}'`, { code: 'resource_missing', param, status })
}

export function unrecognizedUrl(method: string, path: string): ApiFailure {
  const help = 'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.'
  return invalidRequest(`Unrecognized request URL (${method}: ${path}). ${help}`, { status: 404 })
}

export function unknownParameter(param: string): ApiFailure {
  return invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
}

export function rateLimited(): ApiFailure {
  const message = 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.'
  const body = { type: 'invalid_request_error', code: 'rate_limit', message }
  return new ApiFailure(429, body, { 'stripe-rate-limited-reason': 'global-rate' })
}

export function serverError(): ApiFailure {
  const message = 'An unknown error occurred. Please contact us at https://support.stripe.com/ if the problem persists.'
  return new ApiFailure(500, { type: 'api_error', message })
}

function slug(code: string): string {
  return code.replaceAll('_', '-')
}

import http from 'node:http'
import https from 'node:https'
import Stripe from 'stripe'

/** What `lastResponse` of every answer holds: the body as it came, before anything parsed it. */
export type RawAnswer = { statusCode: number; headers: Record<string, string>; requestId?: string; body: Buffer }

/** Larger answers are cut off while they arrive: memory is bounded whatever the other side sends. */
export const maxBodyBytes = 16 * 1024 * 1024

type Client = InstanceType<typeof Stripe.HttpClient>
type MakeRequest = Client['makeRequest']

/**
 * The HTTP client given to the SDK. The SDK would parse bodies with JSON.parse, which loses digits; this one leaves a
 * good answer unread (the caller takes the bytes from `lastResponse`) and lets the SDK parse only errors.
 */
export class RawHttpClient extends Stripe.HttpClient {
  private readonly agents: { http: http.Agent; https: https.Agent }

  constructor(maxSockets: number) {
    super()
    const options = { keepAlive: true, maxSockets, scheduling: 'lifo' as const }
    this.agents = { http: new http.Agent(options), https: new https.Agent(options) }
  }

  override getClientName(): string {
    return 'counterfoil'
  }

  override async makeRequest(...[host, port, path, method, headers, data, protocol, timeout]: Parameters<MakeRequest>) {
    const plain = protocol === 'http'
    const options: https.RequestOptions = {
      host,
      port,
      path,
      method,
      headers: headers as http.OutgoingHttpHeaders,
      agent: plain ? this.agents.http : this.agents.https,
    }
    const answer = await send(plain ? http.request(options) : https.request(options), data, timeout)
    return new RawResponse(answer)
  }

  close(): void {
    this.agents.http.destroy()
    this.agents.https.destroy()
  }
}

class RawResponse extends Stripe.HttpClientResponse {
  constructor(private readonly answer: RawAnswer) {
    super(answer.statusCode, answer.headers)
  }

  override getRawResponse(): RawAnswer {
    return this.answer
  }

  override toJSON(): Promise<unknown> {
    if (this.answer.statusCode < 400) return Promise.resolve({ object: 'unread' })
    return new Promise((resolve) => resolve(JSON.parse(this.answer.body.toString('utf8'))))
  }
}

/** Resolves with the whole body; a body that ends early, stalls or outgrows the limit is a connection error. */
function send(request: http.ClientRequest, data: string, timeoutMs: number): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(Stripe.HttpClient.makeTimeoutError()), timeoutMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(withoutCode(error))
    }
    request.once('error', fail)
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBodyBytes) request.destroy(new Error(`The answer is larger than ${maxBodyBytes} bytes`))
        else chunks.push(chunk)
      })
      response.once('error', fail)
      response.once('close', () => {
        if (!response.complete) fail(new Error('The answer ended before it was complete'))
      })
      response.once('end', () => {
        clearTimeout(timer)
        const headers = response.headers as Record<string, string>
        resolve({ statusCode: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) })
      })
    })
    if (data) request.write(data)
    request.end()
  })
}

/** The SDK sends again by itself on ECONNRESET and EPIPE, past our token bucket and our count: retrying is our business. */
function withoutCode(error: Error): Error {
  const code = 'code' in error ? String(error.code) : ''
  return Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(code)
    ? new Error(error.message, { cause: error })
    : error
}

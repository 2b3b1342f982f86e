import { createServer, type Server } from 'node:http'
import { closeServer, listen } from '../http/server'

export type Received = {
  id: string
  type: string
  account: string | undefined
  at: number
  body: string
  signature: string
}

/** Takes webhooks, remembers them in the order of arrival, and answers as the test tells it to. */
export class Receiver {
  readonly inbox: Received[] = []
  /** The status of the nth answer, from 1 on. */
  answerWith: (count: number) => number = () => 200
  mostAtOnce = 0
  private atOnce = 0
  private readonly server: Server
  private port = 0

  constructor() {
    this.server = createServer(async (request, response) => {
      this.atOnce += 1
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce)
      let body = ''
      for await (const chunk of request) body += chunk
      await new Promise((resolve) => setTimeout(resolve, 5))
      const { id, type, account } = JSON.parse(body)
      const signature = String(request.headers['stripe-signature'])
      this.inbox.push({ id, type, account, at: performance.now(), body, signature })
      this.atOnce -= 1
      response.writeHead(this.answerWith(this.inbox.length)).end()
    })
  }

  async open(): Promise<this> {
    this.port = await listen(this.server, 0)
    return this
  }

  url(): string {
    return `http://127.0.0.1:${this.port}/hook`
  }

  ids(): string[] {
    return this.inbox.map((one) => one.id)
  }

  close(): Promise<void> {
    return closeServer(this.server)
  }
}

import { Agent } from 'node:http'
import type { Endpoint } from './endpoint'
import { postEvent } from './post-event'

/** The body is made when it is sent: a queue of a hundred thousand events then holds references, not texts. */
export type Message = { type: string; account: string; body: () => string; attempt: number }
export type QueueReport = {
  queued: number
  inFlight: number
  waiting: number
  delivered: number
  retried: number
  givenUp: number
}

const OUTAGE_LOOK_MS = 100

/** Delivers to one endpoint: so many at once, retries after growing pauses, and gives up after the last attempt. */
export class DeliveryQueue {
  private ready: Message[] = []
  private head = 0
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly agent: Agent
  private inFlight = 0
  private delivered = 0
  private retried = 0
  private givenUp = 0
  private closed = false

  constructor(
    public endpoint: Endpoint,
    private readonly isOut: (message: Message) => boolean,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: endpoint.concurrency })
  }

  push(message: Message): void {
    this.ready.push(message)
    this.pump()
  }

  /** Pushes after a pause. */
  pushLater(message: Message, pauseMs: number): void {
    this.after(pauseMs, () => this.push(message))
  }

  report(): QueueReport {
    const { inFlight, delivered, retried, givenUp } = this
    return { queued: this.ready.length - this.head, inFlight, waiting: this.timers.size, delivered, retried, givenUp }
  }

  close(): void {
    this.closed = true
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
    this.agent.destroy()
  }

  private pump(): void {
    const atOnce = this.endpoint.ordered ? 1 : this.endpoint.concurrency
    while (!this.closed && this.inFlight < atOnce && this.head < this.ready.length) {
      const message = this.ready[this.head]!
      this.head += 1
      this.compact()
      this.inFlight += 1
      this.run(message).finally(() => {
        this.inFlight -= 1
        this.pump()
      })
    }
  }

  private async run(message: Message): Promise<void> {
    while (!this.closed) {
      if (this.isOut(message)) {
        await this.pause(OUTAGE_LOOK_MS)
        continue
      }
      message.attempt += 1
      if (await postEvent(this.endpoint, this.agent, message.body())) {
        this.delivered += 1
        return
      }
      const { attempts, firstMs, maxMs } = this.endpoint.retry
      if (message.attempt >= attempts) {
        this.givenUp += 1
        return
      }
      this.retried += 1
      const pauseMs = Math.min(firstMs * 2 ** (message.attempt - 1), maxMs)
      if (!this.endpoint.ordered) return this.pushLater(message, pauseMs)
      await this.pause(pauseMs)
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  private after(ms: number, act: () => void): void {
    if (this.closed) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      act()
    }, ms)
    this.timers.add(timer)
  }

  private compact(): void {
    if (this.head < 1024 || this.head * 2 < this.ready.length) return
    this.ready = this.ready.slice(this.head)
    this.head = 0
  }
}

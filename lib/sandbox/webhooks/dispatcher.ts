import type { FaultBoard } from '../faults/fault-board'
import { matchesGlob } from '../listing/glob'
import type { StripeObject } from '../store/store'
import type { World } from '../world/world'
import { DeliveryQueue, type Message, type QueueReport } from './delivery-queue'
import type { Endpoint } from './endpoint'
import { staleTwin } from './stale-twin'

const HOLD_MS = 1000

/** Carries the world's events to the endpoints that asked for them, with the faults that are in force. */
export class Dispatcher {
  private readonly queues = new Map<string, DeliveryQueue>()
  private held: (() => void)[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private named = 0

  constructor(
    private readonly world: World,
    private readonly board: FaultBoard,
  ) {}

  add(endpoint: Endpoint): string {
    this.named += 1
    const id = `we_sandbox_${this.named}`
    const isOut = (message: Message) => this.board.strike('outage', message.type, message.account) !== undefined
    this.queues.set(id, new DeliveryQueue(endpoint, isOut))
    return id
  }

  get(id: string): Endpoint | undefined {
    return this.queues.get(id)?.endpoint
  }

  /** What is already queued goes out under the new terms. */
  change(id: string, endpoint: Endpoint): void {
    const queue = this.queues.get(id)
    if (queue !== undefined) queue.endpoint = endpoint
  }

  remove(id: string): boolean {
    this.queues.get(id)?.close()
    return this.queues.delete(id)
  }

  report(): ({ id: string; url: string; connect: boolean } & QueueReport)[] {
    return [...this.queues].map(([id, queue]) => {
      const { url, connect } = queue.endpoint
      return { id, url, connect, ...queue.report() }
    })
  }

  close(): void {
    for (const id of [...this.queues.keys()]) this.remove(id)
    for (const timer of this.timers) clearTimeout(timer)
  }

  /** Takes an event as it happens. Never waits: delivery runs beside the world. */
  publish(account: string, event: StripeObject): void {
    if (this.queues.size === 0) return
    const type = String(event.type)
    if (this.board.fire('event_never_sent', type, account) !== undefined) return
    this.route(account, event)
    if (this.board.fire('event_duplicate', type, account) !== undefined) this.route(account, event)
    this.doubleInOneSecond(account, event)
  }

  private route(account: string, event: StripeObject): void {
    const type = String(event.type)
    const delay = this.board.fire('event_delay', type, account)
    const hold = this.board.fire('event_reorder', type, account)
    const send = () => this.enqueue(account, event, delay === undefined ? 0 : (delay.delayMs ?? HOLD_MS))
    if (hold === undefined) {
      send()
      this.letGo()
      return
    }
    this.hold(send, hold.delayMs ?? HOLD_MS)
  }

  private enqueue(account: string, event: StripeObject, delayMs: number): void {
    const type = String(event.type)
    const isConnected = account !== this.world.platform
    for (const queue of this.queues.values()) {
      const { connect, events } = queue.endpoint
      if (connect !== isConnected || !events.some((pattern) => matchesGlob(pattern, type))) continue
      const message: Message = { type, account, body: () => this.bodyOf(account, event), attempt: 0 }
      if (delayMs > 0) queue.pushLater(message, delayMs)
      else queue.push(message)
    }
  }

  /** An event of a connected account names it. */
  private bodyOf(account: string, event: StripeObject): string {
    const json = JSON.stringify(event)
    if (account === this.world.platform || typeof event.account === 'string') return json
    return `${json.slice(0, -1)},"account":${JSON.stringify(account)}}`
  }

  /** A held event leaves behind the next one, or alone when none comes. */
  private hold(send: () => void, ms: number): void {
    this.held.push(send)
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.letGo()
    }, ms)
    this.timers.add(timer)
  }

  private letGo(): void {
    const held = this.held
    this.held = []
    for (const send of held) send()
  }

  private doubleInOneSecond(account: string, event: StripeObject): void {
    const fault = this.board.strike('same_second', String(event.type), account)
    if (fault === undefined) return
    const twin = staleTwin(this.world.store, account, event)
    if (twin === undefined) return
    this.board.count(fault)
    this.world.store.put(account, twin)
    this.enqueue(account, twin, 0)
  }
}

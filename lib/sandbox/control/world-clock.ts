import { setImmediate as breathe } from 'node:timers/promises'
import { step, type World } from '../world/world'

const HOUR_S = 3600
const BEAT_MS = 50
/** How long the world may live on before the servers get a turn. */
const TURN_MS = 20

/** The world moves only here, one caller after the other, and lets requests in between hours. */
export class WorldClock {
  private queue: Promise<unknown> = Promise.resolve()
  private speed = 0
  private since = 0
  private from = 0
  private beat: NodeJS.Timeout | undefined
  private catchingUp = false

  constructor(
    private readonly world: World,
    private readonly onHour: () => void = () => {},
  ) {}

  /** World seconds; between two hours of a living world it runs on. */
  now(): number {
    if (this.speed === 0) return this.world.now
    const running = this.from + ((performance.now() - this.since) / 1000) * this.speed
    return Math.floor(Math.max(this.world.now, Math.min(running, this.world.now + HOUR_S - 1)))
  }

  rate(): number {
    return this.speed
  }

  hours(): number {
    return (this.world.now - this.world.epoch) / HOUR_S
  }

  /** Lives through so many hours. */
  step(hours: number): Promise<void> {
    return this.leap(() => this.world.now + hours * HOUR_S)
  }

  /** Lives until so many hours after the epoch; a past hour changes nothing. */
  runTo(hours: number): Promise<void> {
    return this.leap(() => this.world.epoch + hours * HOUR_S)
  }

  /** World seconds per real second; 0 stops the world. */
  setSpeed(speed: number): void {
    this.from = this.now()
    this.since = performance.now()
    this.speed = speed
    clearInterval(this.beat)
    this.beat = speed === 0 ? undefined : setInterval(() => this.catchUp(), BEAT_MS)
  }

  stop(): void {
    clearInterval(this.beat)
  }

  /** A running clock goes on from where the leap lands. */
  private leap(until: () => number): Promise<void> {
    return this.inTurn(async () => {
      await this.live(until())
      this.from = this.now()
      this.since = performance.now()
    })
  }

  private catchUp(): void {
    const target = this.from + ((performance.now() - this.since) / 1000) * this.speed
    if (this.catchingUp || target < this.world.now + HOUR_S) return
    this.catchingUp = true
    this.inTurn(() => this.live(target)).finally(() => {
      this.catchingUp = false
    })
  }

  private async live(until: number): Promise<void> {
    let turn = performance.now()
    while (this.world.now + HOUR_S <= until) {
      step(this.world)
      this.onHour()
      if (performance.now() - turn < TURN_MS) continue
      await breathe()
      turn = performance.now()
    }
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    const mine = this.queue.then(act)
    this.queue = mine.catch(() => {})
    return mine
  }
}

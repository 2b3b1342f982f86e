/** Grants `perSecond` requests a second, with a burst of one second's worth; 0 grants everything. */
export class TokenBucket {
  private tokens: number
  private filledAt: number

  constructor(
    private perSecond: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.tokens = perSecond
    this.filledAt = clock()
  }

  setRate(perSecond: number): void {
    this.perSecond = perSecond
    this.tokens = perSecond
    this.filledAt = this.clock()
  }

  rate(): number {
    return this.perSecond
  }

  take(): boolean {
    if (this.perSecond === 0) return true
    const now = this.clock()
    const refill = ((now - this.filledAt) / 1000) * this.perSecond
    this.tokens = Math.min(Math.max(this.perSecond, 1), this.tokens + refill)
    this.filledAt = now
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }
}

import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import type { KeptKey } from '../http/idempotency'
import { applyWrite, type World, type WorldOptions, type Write } from '../world/world'
import type { WorldClock } from './world-clock'

type Line = { options: WorldOptions } | { hours: number } | { at: number; write: Write } | { kept: KeptKey }

/**
 * What the seed alone does not know: the hours lived, the writes that came in, and the answers their keys gave. With it
 * a restarted sandbox lives through the same world again, byte for byte. Each request's lines are on disk before its
 * answer leaves.
 */
export class Journal {
  private pending: Line[] = []
  private replaying = false

  private constructor(
    private readonly path: string,
    private readonly lines: readonly Line[],
  ) {}

  /** Opens or begins the journal; another world's journal is refused. */
  static open(path: string, options: WorldOptions): Journal {
    const lines = existsSync(path) ? read(path) : []
    const [first] = lines
    if (first !== undefined && !('options' in first && JSON.stringify(first.options) === JSON.stringify(options))) {
      throw new Error(`${path} tells of another world: ${JSON.stringify(first)}`)
    }
    const journal = new Journal(path, lines)
    if (first === undefined) journal.add({ options }).flush()
    return journal
  }

  /** Lives through it all again, and hands back the keys that had been used. */
  async replay(world: World, clock: WorldClock): Promise<KeptKey[]> {
    const kept: KeptKey[] = []
    this.replaying = true
    for (const line of this.lines) {
      if ('hours' in line) await clock.runTo(line.hours)
      if ('kept' in line) kept.push(line.kept)
      if (!('write' in line)) continue
      await clock.runTo((line.at - world.epoch) / 3600)
      applyWrite(world, line.write)
    }
    this.replaying = false
    return kept
  }

  hour(hours: number): void {
    if (!this.replaying) this.add({ hours }).flush()
  }

  write(at: number, write: Write): void {
    this.add({ at, write })
  }

  keep(kept: KeptKey): void {
    this.add({ kept })
  }

  flush(): void {
    if (this.pending.length === 0) return
    appendFileSync(this.path, this.pending.map((line) => `${JSON.stringify(line)}\n`).join(''))
    this.pending = []
  }

  private add(line: Line): this {
    this.pending.push(line)
    return this
  }
}

/** A last line cut short by a crash was never answered: it is cut away, so that the next one begins on its own. */
function read(path: string): Line[] {
  const bytes = readFileSync(path)
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
  if (whole.length < bytes.length) truncateSync(path, whole.length)
  const texts = whole.toString('utf8').split('\n').slice(0, -1)
  return texts.map((text) => JSON.parse(text) as Line)
}

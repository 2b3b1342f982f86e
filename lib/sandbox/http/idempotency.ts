import { createHash } from 'node:crypto'
import { ApiFailure } from '../wire/failure'

export type StoredReply = { status: number; body: string; requestId: string }
type Entry = { fingerprint: string; route: string; at: number; reply: StoredReply | undefined }
/** A key with the answer it gave and the world's second in which it was first used, as a journal keeps it. */
export type KeptKey = { name: string; fingerprint: string; route: string; at: number; reply: StoredReply }

/** Stripe removes keys once they are older than a day: https://docs.stripe.com/api/idempotent_requests */
const REMEMBERED_S = 24 * 3600

/**
 * What Stripe remembers of a write by its key, per account: for a day of the world's clock. The same key after that is
 * a new request, which acts again.
 */
export class IdempotencyKeys {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly now: () => number,
    kept: readonly KeptKey[] = [],
    private readonly onKeep: (kept: KeptKey) => void = () => {},
  ) {
    for (const { name, ...entry } of kept) this.entries.set(name, entry)
  }

  /** The first answer if there is one; claims the key otherwise. Throws when it is in use or meant something else. */
  claim(account: string, key: string, route: string, form: string): StoredReply | undefined {
    this.forget()
    const name = `${account} ${key}`
    const fingerprint = createHash('sha256').update(`${route}\n${form}`).digest('base64')
    const entry = this.entries.get(name)
    if (entry === undefined) {
      this.entries.set(name, { fingerprint, route, at: this.now(), reply: undefined })
      return undefined
    }
    if (entry.fingerprint !== fingerprint) throw differs(key, entry.route, route)
    if (entry.reply === undefined) throw inUse(key)
    return entry.reply
  }

  /** How many keys are remembered right now. */
  get size(): number {
    return this.entries.size
  }

  keep(account: string, key: string, reply: StoredReply): void {
    const name = `${account} ${key}`
    const entry = this.entries.get(name)
    if (entry === undefined) return
    entry.reply = reply
    this.onKeep({ name, fingerprint: entry.fingerprint, route: entry.route, at: entry.at, reply })
  }

  /** A request refused before it began leaves the key free, as at Stripe. */
  release(account: string, key: string): void {
    const name = `${account} ${key}`
    if (this.entries.get(name)?.reply === undefined) this.entries.delete(name)
  }

  /** Entries stand in the order of their first use, so the oldest are in front; a request under way keeps its key. */
  private forget(): void {
    const oldest = this.now() - REMEMBERED_S
    for (const [name, entry] of this.entries) {
      if (entry.at >= oldest || entry.reply === undefined) return
      this.entries.delete(name)
    }
  }
}

function differs(key: string, first: string, now: string): ApiFailure {
  const message =
    first === now
      ? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
      : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${pathOf(now)}' vs '${pathOf(first)}'). Try using a key other than '${key}' if you meant to execute a different request.`
  return new ApiFailure(400, { type: 'idempotency_error', message })
}

function inUse(key: string): ApiFailure {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`
  return new ApiFailure(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message })
}

function pathOf(route: string): string {
  return route.slice(route.indexOf(' ') + 1)
}

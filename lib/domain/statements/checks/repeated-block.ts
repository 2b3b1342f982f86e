/** So many lines in a row, all different, stand again right behind themselves: that is a page, no coincidence. */
const leastLines = 10
const mostRemembered = 10_000

/** Finds a page that stands twice, in files that have no balance to tell it by. Answers how many lines it has. */
export function repeatedBlock(): { take(identity: string): number | null } {
  const lastSeen = new Map<string, number>()
  const recent: string[] = []
  let [at, run, lag] = [0, 0, 0]
  return {
    take(identity) {
      const before = lastSeen.get(identity)
      forget(lastSeen, recent[at % mostRemembered], at - mostRemembered)
      recent[at % mostRemembered] = identity
      lastSeen.set(identity, at)
      const distance = before === undefined ? 0 : at - before
      run = distance > 0 && distance === lag ? run + 1 : distance > 0 ? 1 : 0
      lag = distance
      at++
      return lag >= leastLines && run === lag ? lag : null
    },
  }
}

/** Unless it was seen again since. */
function forget(lastSeen: Map<string, number>, identity: string | undefined, seenAt: number): void {
  if (identity !== undefined && lastSeen.get(identity) === seenAt) lastSeen.delete(identity)
}

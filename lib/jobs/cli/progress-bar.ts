import type { Progress } from '@/lib/server/sync/run/progress'

const width = 24
const everyMs = 2000

/** A bar on a terminal, a line every two seconds elsewhere: rows, rate, time left, last error. */
export function progressBar(name: string): { show(progress: Progress): void; done(summary: string): void } {
  const began = performance.now()
  let saidAt = 0
  const onTerminal = process.stderr.isTTY === true
  return {
    show(progress) {
      if (!onTerminal && performance.now() - saidAt < everyMs) return
      saidAt = performance.now()
      process.stderr.write(onTerminal ? `\r\x1b[K${line(name, progress, began)}` : `${line(name, progress, began)}\n`)
    },
    done: (summary) =>
      void process.stderr.write(
        `${onTerminal ? '\r\x1b[K' : ''}${name}: ${summary} in ${elapsed(began).toFixed(1)} s\n`,
      ),
  }
}

function line(
  name: string,
  { accountsDone, accountsTotal, rows, throttled, lastError }: Progress,
  began: number,
): string {
  const share = accountsTotal === 0 ? 0 : accountsDone / accountsTotal
  const filled = Math.round(share * width)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
  const rate = Math.round(rows / Math.max(elapsed(began), 0.001))
  // When every account is read, the items of their payouts are still fetched: how many nobody knows yet.
  const left =
    share >= 1
      ? ', now the items of their payouts'
      : share > 0.02
        ? `, ${Math.ceil((elapsed(began) / share) * (1 - share))} s left`
        : ''
  const trouble = `${throttled > 0 ? `, ${throttled} × told to wait` : ''}${lastError ? `, last error: ${lastError}` : ''}`
  return `${name}: ${bar} ${accountsDone} of ${accountsTotal} accounts, ${rows} rows, ${rate} rows/s${left}${trouble}`
}

function elapsed(began: number): number {
  return (performance.now() - began) / 1000
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type Started, start } from '../../processes'

export type Program = Started & {
  /** SIGKILL to the process itself, and only then an answer: nothing of it runs any more. */
  killHard(): Promise<void>
  /** SIGTERM, and SIGKILL for one that does not listen. */
  end(): Promise<number>
  isRunning(): boolean
}

/** One of the project's programs as one process: no launcher stands between the signal and the work. */
export function program(
  file: string,
  args: string[],
  env: Record<string, string>,
  onLine?: (line: string) => void,
): Program {
  const started = start(process.execPath, ['--import', 'tsx', file, ...args], env, onLine)
  const { child, exited } = started
  return {
    ...started,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    killHard: async () => {
      child.kill('SIGKILL')
      await exited
    },
    end: async () => {
      child.kill('SIGTERM')
      const code = await Promise.race([exited, sleep(25_000, null, { ref: false })])
      if (code !== null) return code
      child.kill('SIGKILL')
      return exited
    },
  }
}

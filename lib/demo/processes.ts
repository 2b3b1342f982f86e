import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const running = new Set<ChildProcess>()

export type Started = { child: ChildProcess; exited: Promise<number>; firstLine: Promise<string>; output: () => string }

/** Starts a program of the project. What it says on stderr goes through `onLine`; its last 60 lines are kept for a failure. */
export function start(
  command: string,
  args: string[],
  env: Record<string, string>,
  onLine: (line: string) => void = () => {},
): Started {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running.add(child)
  const kept: string[] = []
  const keep = (line: string) => {
    kept.push(line)
    if (kept.length > 60) kept.shift()
    onLine(line)
  }
  createInterface({ input: child.stderr }).on('line', keep)
  const firstLine = new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout })
    lines.once('line', resolve)
    lines.on('line', keep)
    child.once('exit', (code) =>
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${kept.join('\n')}`)),
    )
  })
  firstLine.catch(() => {}) // only some callers wait for it
  const exited = new Promise<number>((resolve) =>
    child.once('exit', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    }),
  )
  return { child, exited, firstLine, output: () => kept.join('\n') }
}

/** Runs a program to its end; a failure carries what it printed. */
export async function runToEnd(
  command: string,
  args: string[],
  env: Record<string, string>,
  onLine?: (line: string) => void,
): Promise<void> {
  const started = start(command, args, env, onLine)
  const code = await started.exited
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${started.output()}`)
}

type Kept = { name: string; begin(): Started; say(line: string): void; giveUp(why: Error): void; pauseMs?: number }

const quickMs = 20_000
const patience = 3

/** Starts a program, and again whenever it ends by itself; one that falls over and over is given up. */
export function keepRunning(kept: Kept, falls = 0): Started {
  const { name, begin, say, giveUp, pauseMs = 1000 } = kept
  const since = performance.now()
  const started = begin()
  void started.exited.then(() => {
    if (stopping) return
    const fallen = performance.now() - since < quickMs ? falls + 1 : 1
    if (fallen > patience) return giveUp(new Error(`The ${name} has ended ${fallen} times.\n${started.output()}`))
    say(`the ${name} has ended; starting it again`)
    setTimeout(() => stopping || keepRunning(kept, fallen), pauseMs)
  })
  return started
}

let stopping = false

/** Asks every program to stop, then insists. */
export async function stopAll(): Promise<void> {
  stopping = true
  const children = [...running]
  for (const child of children) signal(child, 'SIGTERM')
  const gone = Promise.all(
    children.map(
      (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0))),
    ),
  )
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 8000))])
  for (const child of running) signal(child, 'SIGKILL')
}

/** The whole group: a program started through a launcher takes its children along. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, name)
  } catch {
    child.kill(name)
  }
}

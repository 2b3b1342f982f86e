import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs a program in a process of its own and answers the lines of JSON it printed. */
export async function runProgram<T>(
  file: string,
  args: readonly (string | number)[] = [],
  env: Record<string, string> = {},
): Promise<T[]> {
  const { stdout } = await run('node_modules/.bin/tsx', [file, ...args.map(String)], {
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)
}

/** The only line of a program that prints one. */
export async function answerOf<T>(...call: Parameters<typeof runProgram>): Promise<T> {
  const [answer] = await runProgram<T>(...call)
  if (answer === undefined) throw new Error(`${call[0]} printed nothing`)
  return answer
}

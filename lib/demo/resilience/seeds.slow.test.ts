import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

type CheckLine = {
  seed: number
  missed: number
  falseAlarms: number
  residualMinor: number
  planted: number
  found: number
  pagesOk: boolean
}

test.each([2, 7, 19, 101, 2026])(
  'seed %i: the demo finds what was planted, nothing else, and every page answers',
  async (seed) => {
    const { code, line, said } = await check(['--seed', String(seed), '--sellers', '80', '--days', '30'])
    console.log(line)
    expect(code, said).toBe(0)
    const verdict = JSON.parse(line) as CheckLine
    expect(verdict).toMatchObject({ seed, missed: 0, falseAlarms: 0, residualMinor: 0, pagesOk: true })
    expect(verdict.planted).toBeGreaterThan(0)
    expect(verdict.found).toBe(verdict.planted)
  },
)

/** `npm run demo -- --check`, as a newcomer types it: its only line on standard output, and what it said besides. */
async function check(args: string[]): Promise<{ code: number | null; line: string; said: string }> {
  const child = spawn('npm', ['run', '--silent', 'demo', '--', '--check', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [line, said] = ['', '']
  child.stdout.on('data', (chunk) => (line += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, line: line.trim(), said: said.slice(-4000) }
}

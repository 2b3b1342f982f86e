import { parseArgs } from 'node:util'
import { type SandboxOptions, startSandbox } from './sandbox'

const USAGE =
  'sandbox --seed 1 --sellers 400 --days 60 [--plant-rate 0.01] [--port 0] [--control-port 0] [--api-key sk_test_…] [--rate 100] [--journal FILE] [--fill]'

/** The sandbox as a process: one JSON line on standard output when it is ready, progress on standard error. */
async function main(): Promise<void> {
  const options = read(process.argv.slice(2))
  const sandbox = await startSandbox({ ...options, onProgress: progress })
  const { api, control, apiKey, world } = sandbox
  process.stdout.write(
    `${JSON.stringify({ port: api.port, controlPort: control.port, apiKey, platform: world.platform })}\n`,
  )
  const stop = () => {
    sandbox.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function read(args: string[]): SandboxOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      seed: text,
      sellers: text,
      days: text,
      'plant-rate': text,
      port: text,
      'control-port': text,
      'api-key': text,
      rate: text,
      journal: text,
      fill: { type: 'boolean' },
    },
  })
  const rate = values['plant-rate']
  return {
    seed: count('seed', values.seed, 1),
    sellers: count('sellers', values.sellers, 400),
    days: count('days', values.days, 60),
    port: count('port', values.port, 0),
    controlPort: count('control-port', values['control-port'], 0),
    rate: count('rate', values.rate, 100),
    fill: values.fill === true,
    ...(rate === undefined ? {} : { plantRate: Number(rate) }),
    ...(values.journal === undefined ? {} : { journal: values.journal }),
    ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
  }
}

function count(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--${name} ${given}: must be a whole number`)
  return Number(given)
}

function progress(hours: number, of: number): void {
  if (hours > of || hours % 24 !== 0) return
  const [day, days] = [hours / 24, of / 24]
  // On a terminal one line that moves on; elsewhere a line for every tenth of the way.
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Ksandbox: day ${day} of ${days}${day === days ? '\n' : ''}`)
  else if (day === days || day % Math.ceil(days / 10) === 0) process.stderr.write(`sandbox: day ${day} of ${days}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`)
  process.exit(1)
})

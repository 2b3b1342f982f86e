import { parseArgs } from 'node:util'

export type DemoOptions = {
  seed: number
  sellers: number
  days: number
  port: number
  /** World seconds per real second once everything is up. */
  speed: number
  check: boolean
  dev: boolean
  /** Where the demo keeps its data between starts. */
  data: string
}

/** `npm run demo -- --seed 7 --sellers 100 --days 30`. A value that is no whole number says so. */
export function parseOptions(args: string[]): DemoOptions {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args,
    options: { seed: text, sellers: text, days: text, port: text, speed: text, data: text, check: flag, dev: flag },
  })
  const seed = whole('seed', values.seed, 1, 1, 2_000_000_000)
  const sellers = whole('sellers', values.sellers, 400, 1, 100_000)
  const days = whole('days', values.days, 60, 1, 730)
  return {
    seed,
    sellers,
    days,
    port: whole('port', values.port, 3000, 1, 65_000),
    speed: whole('speed', values.speed, 60, 0, 3600),
    check: values.check,
    dev: values.dev,
    data: values.data ?? `.data/demo-${seed}-${sellers}-${days}`,
  }
}

function whole(name: string, value: string | undefined, fallback: number, least: number, most: number): number {
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`--${name} wants a whole number from ${least} to ${most}, got "${value}"`)
  return number
}

/** What a figure should reach: a multiple of its baseline, or a bound of its own. Nothing fails when it does not. */
export type Target = { ratioAtLeast: number } | { atLeast: number } | { atMost: number }

export type Figure = {
  name: string
  value: number
  unit: string
  baseline?: number
  target?: Target
  /** Times and lags: then the ratio says how many times quicker than the baseline. */
  lowerIsBetter?: boolean
}

/** One line of JSON on standard output: what the machine reads. People read standard error. */
export function print(figure: Figure): void {
  const { name, value, unit, baseline, target } = figure
  const ratio = ratioOf(figure)
  const line = {
    name,
    value: rounded(value),
    unit,
    baseline: baseline === undefined ? null : rounded(baseline),
    ratio: ratio === undefined ? null : rounded(ratio),
    target: target === undefined ? null : targetText(target, unit),
    ok: target === undefined ? null : isReached(value, ratio, target),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

export function note(text: string): void {
  process.stderr.write(`  ${text}\n`)
}

/** Multiplies sizes: BENCH_SCALE=0.02 shows in seconds that everything runs; its figures mean nothing. */
export const scale = Number(process.env.BENCH_SCALE ?? '1')
export function scaled(count: number, least = 1): number {
  return Math.max(least, Math.round(count * scale))
}

/** Runs the sides in turns, the order reversed every second time, and answers the median of each. */
export async function takeTurns<N extends string>(
  repeats: number,
  sides: Record<N, () => Promise<number>>,
): Promise<Record<N, number>> {
  const names = Object.keys(sides) as N[]
  const seen = new Map<N, number[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn < repeats; turn++) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      const figure = await sides[name]()
      seen.get(name)?.push(figure)
      note(`${turn + 1}/${repeats} ${name}: ${rounded(figure)}`)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(seen.get(name) ?? [])])) as Record<N, number>
}

/** Units a second. */
export async function rate(units: number, work: () => Promise<unknown>): Promise<number> {
  return (units / (await elapsedMs(work))) * 1000
}

export async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5)
}

/** By nearest rank; of an even number of figures the median is the lower of the two in the middle. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const place = Math.max(0, Math.ceil(sorted.length * share) - 1)
  const found = sorted[place]
  if (found === undefined) throw new Error('Nothing was measured')
  return found
}

/** A bench that counts wrong measures nothing: counts are checked, speeds never. */
export function expectCount(what: string, found: number | bigint, expected: number): void {
  if (Number(found) !== expected) throw new Error(`${what}: ${found} instead of ${expected}`)
}

function ratioOf({ value, baseline, lowerIsBetter }: Figure): number | undefined {
  if (baseline === undefined) return undefined
  return lowerIsBetter ? baseline / value : value / baseline
}

function isReached(value: number, ratio: number | undefined, target: Target): boolean {
  if ('ratioAtLeast' in target) return ratio !== undefined && ratio >= target.ratioAtLeast
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

function targetText(target: Target, unit: string): string {
  if ('ratioAtLeast' in target) return `ratio >= ${target.ratioAtLeast}`
  return 'atLeast' in target ? `>= ${target.atLeast} ${unit}` : `<= ${target.atMost} ${unit}`
}

function rounded(figure: number): number {
  return Number(figure.toPrecision(figure >= 1000 ? 6 : 3))
}

import { print } from '../measure'
import { runProgram } from '../run-program'

type Line = { name: string; value: number; unit: string; baseline: number; target: number }

/** The sandbox measures itself, because nothing of the product may import it; the baseline is what Stripe allows. */
export async function measure(): Promise<void> {
  for (const { name, value, unit, baseline, target } of await runProgram<Line>('lib/sandbox/http/serve.bench.ts')) {
    print({ name, value, unit, baseline, target: { atLeast: target } })
  }
}

import { env } from './env'

/**
 * The product's only clock. 'system' is the machine's; 'anchor:<real>,<product>,<speed>' stood at <product> when the
 * machine's stood at <real> and runs <speed> times as fast (0: frozen). Signatures never use it.
 */
export function now(): Date {
  return productTime(new Date())
}

/**
 * What the product's clock said when the machine's said this: so that a page with both tells one time. Before its
 * anchor a clock stood still.
 */
export function productTime(machine: Date): Date {
  const setting = env().COUNTERFOIL_CLOCK
  return setting === 'system' ? machine : anchoredTime(setting, machine)
}

export function anchoredTime(setting: string, machine: Date): Date {
  const [real, product, speed] = setting.slice('anchor:'.length).split(',') as [string, string, string]
  return new Date(Date.parse(product) + Math.max(0, machine.getTime() - Date.parse(real)) * Number(speed))
}

/** The machine's clock, for freshness, heartbeats and latencies: never for a decision about money. */
export function wallClock(): Date {
  return new Date()
}

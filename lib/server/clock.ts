import { env } from './env'

/**
 * The product's only clock. 'system' is the machine's; 'anchor:<real>,<product>,<speed>' stood at <product> when the
 * machine's stood at <real> and runs <speed> times as fast (0: frozen). Signatures never use it.
 */
export function now(): Date {
  const setting = env().COUNTERFOIL_CLOCK
  if (setting === 'system') return new Date()
  const [real, product, speed] = setting.slice('anchor:'.length).split(',') as [string, string, string]
  return new Date(Date.parse(product) + (Date.now() - Date.parse(real)) * Number(speed))
}

/** The machine's clock, for freshness, heartbeats and latencies: never for a decision about money. */
export function wallClock(): Date {
  return new Date()
}

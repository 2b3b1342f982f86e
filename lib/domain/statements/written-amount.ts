import { ok, type Result, refuse } from '../base/result'

export const decimalStyles = ['point', 'comma'] as const
export type DecimalStyle = (typeof decimalStyles)[number]

const patternOf = (group: string, point: string) =>
  new RegExp(`^(\\d{1,3}(?:([${group}])\\d{3})(?:\\2\\d{3})*|\\d+)?(?:${point}(\\d*))?$`)
const patterns = { point: patternOf(`,' ’`, '\\.'), comma: patternOf(`.' ’`, ',') }

/**
 * Reads an amount as people and banks write it (`1.234,56`, `(12.00)`, `12,00-`, `1'234.50`, `+5`) into plain decimal text
 * with a leading minus. The style says which sign is the decimal one: nothing is guessed, so `1.234` in the style with a
 * point has three decimals. Thousands must be grouped by three throughout.
 */
export function decimalFromWritten(written: string, style: DecimalStyle): Result<string, 'malformed'> {
  const text = written
    .trim()
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/\u2212/g, '-')
  const outer = /^\((.+)\)$/.exec(text)
  const signs = /^([+-]?)\s?(.*?)\s?([+-]?)$/.exec(outer?.[1] ?? text)
  const [before = '', digits = '', after = ''] = signs?.slice(1) ?? []
  if ((before !== '' && after !== '') || (outer && before + after !== '')) return refuse('malformed')
  const grouped = patterns[style].exec(digits)
  if (!grouped || !/\d/.test(digits)) return refuse('malformed')
  const whole = (grouped[1] ?? '').replace(/\D/g, '') || '0'
  const fraction = grouped[3] ? `.${grouped[3]}` : ''
  const isNegative = outer !== null || before === '-' || after === '-'
  return ok(`${isNegative ? '-' : ''}${whole}${fraction}`)
}

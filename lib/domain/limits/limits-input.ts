import { z } from 'zod'
import { roles } from '../access/actor'
import { type CalendarDay, calendarDay, isCalendarDay } from '../base/calendar-day'
import { exponentOf } from '../money/money'
import { type Bounds, type LimitedAct, type Limits, limitedActs, limitedRoles } from './limits'

/** What a draft says; its version and the instant it begins are given when it is kept and activated. */
export type LimitsText = Pick<Limits, 'expiresAfterHours' | 'general' | 'own'>

export const hoursFrom = 1
export const hoursTo = 168

const bound = z.union([
  z.literal('any'),
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(BigInt),
])
const bounds = z.partialRecord(z.enum(roles), bound)

/** As it is stored: amounts as text, the exact inverse of `limitsToJson`. */
export const limitsInput = z.strictObject({
  expiresAfterHours: z.int().min(hoursFrom).max(hoursTo),
  general: z.record(z.enum(limitedActs), bounds),
  own: z.partialRecord(z.enum(limitedActs), z.record(z.string(), bounds)),
}) satisfies z.ZodType<LimitsText>

export function limitsToJson({ expiresAfterHours, general, own }: LimitsText): string {
  const text = { expiresAfterHours, general, own }
  return JSON.stringify(text, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}

export const actWords: Record<LimitedAct, string> = {
  write_off_alone: 'Write off alone',
  answer_write_off: 'Be the second person for a write-off',
  answer_payment: 'Be the second person for money that moves',
}

export type LimitsReading = { limits: LimitsText; from: CalendarDay } | { errors: string[] }

/**
 * Limits as a form says them: a field `act.role` each ("100", or nothing for no bound, which only the second person may
 * have), the hours, the first day, and a line for each currency with a bound of its own ("write_off_alone, analyst, CHF,
 * 90"). Everything that is wrong is said, each with where and what to do; `today` is the first day that may be chosen.
 */
export function readLimits(fields: Readonly<Record<string, string>>, today: CalendarDay): LimitsReading {
  const errors: string[] = []
  const general = Object.fromEntries(
    limitedActs.map((act) => [act, generalBounds(act, fields, errors)]),
  ) as LimitsText['general']
  const own = ownBounds(fields.own ?? '', errors)
  const hours = Number(fields.hours)
  if (!Number.isInteger(hours) || hours < hoursFrom || hours > hoursTo)
    errors.push(`A request stands for ${hoursFrom} to ${hoursTo} whole hours.`)
  const from = (fields.from ?? '').trim()
  if (!isCalendarDay(from)) errors.push('Choose the first day on which they hold.')
  else if (from < today) errors.push('The first day is over: limits hold from today on at the earliest.')
  if (errors.length > 0) return { errors }
  return { limits: { expiresAfterHours: hours, general, own }, from: calendarDay(from) }
}

function generalBounds(act: LimitedAct, fields: Readonly<Record<string, string>>, errors: string[]): Bounds {
  return Object.fromEntries(
    limitedRoles[act].map((role) => {
      const read = readBound(act, fields[`${act}.${role}`] ?? '')
      if (read === null) errors.push(`${actWords[act]}, ${role}: ${howToWrite(act)}`)
      return [role, read ?? 0n]
    }),
  )
}

function ownBounds(text: string, errors: string[]): LimitsText['own'] {
  const own: Own = {}
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return
    const wrong = readOwn(own, line)
    if (wrong !== null) errors.push(`Line ${at + 1}: ${wrong}`)
  })
  return own
}

type Own = Partial<Record<LimitedAct, Record<string, Record<string, bigint | 'any'>>>>

/** Adds what one line says; answers with what is wrong with it. */
function readOwn(own: Own, line: string): string | null {
  const [name = '', role = '', code = '', amount = '', ...rest] = line.split(/[,;\t]/).map((cell) => cell.trim())
  const act = limitedActs.find((one) => one === name || actWords[one].toLowerCase() === name.toLowerCase())
  const currency = code.toLowerCase()
  if (rest.length > 0 || !act) return `begin with one of ${limitedActs.join(', ')}; then role, currency, amount.`
  if (!limitedRoles[act].some((one) => one === role))
    return `“${role.slice(0, 20)}” is none of the roles that may do this: ${limitedRoles[act].join(', ')}.`
  if (!exponentOf(currency).ok) return `“${code.slice(0, 20)}” is no currency that Stripe knows.`
  const read = readBound(act, amount)
  if (read === null) return howToWrite(act)
  if (own[act]?.[currency]?.[role] !== undefined) return 'This role has a bound in this currency already.'
  own[act] = { ...own[act], [currency]: { ...own[act]?.[currency], [role]: read } }
  return null
}

function readBound(act: LimitedAct, text: string): bigint | 'any' | null {
  const trimmed = text.trim().replaceAll(/[ ’']/g, '')
  if (trimmed === '' || trimmed === 'any') return act === 'write_off_alone' ? null : 'any'
  return /^\d{1,12}$/.test(trimmed) ? BigInt(trimmed) : null
}

function howToWrite(act: LimitedAct): string {
  const nothing = act === 'write_off_alone' ? '0 for nothing' : '0 for nothing, empty for no bound'
  return `write a whole amount without decimals, such as 250 (${nothing}).`
}

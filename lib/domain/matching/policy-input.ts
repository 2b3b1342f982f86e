import { z } from 'zod'
import { confirmedModes, type FactorCode, factorCodes, type MatchingPolicy } from './policy'
import { sides } from './row'

const whole = z.int({ error: 'is not a whole number' })
const side = z.enum(sides, { error: `is none of ${sides.join(', ')}` })
const reference = z.enum(['required', 'counts'], { error: 'is neither "required" nor "counts"' })
const direction = z.enum(['either', 'less', 'more'], { error: 'is none of either, less, more' })
const minor = z
  .string({ error: 'is not text: a JSON number may lose digits' })
  .regex(/^-?\d{1,18}$/, { error: 'is not a whole number of minor units' })
  .transform(BigInt)

const window = z.strictObject({
  unit: z.enum(['business', 'calendar'], { error: 'is neither "business" nor "calendar"' }),
  earliest: whole,
  prompt: whole,
  latest: whole,
})
const points = z.strictObject(
  Object.fromEntries(factorCodes.map((code) => [code, whole])) as Record<FactorCode, typeof whole>,
)
const amount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tolerance'), absoluteMinor: minor, basisPoints: whole, direction }),
  z.strictObject({ kind: z.literal('rate'), boundBp: whole }),
])
const rule = z.strictObject({ code: z.string(), reference, amount, window, textAtLeast: whole, points })
const split = z.strictObject({ code: z.string(), reference, window, points, isMany: z.boolean() })

/**
 * A policy as it is stored and sent: JSON, with amounts as text. It says only that the shape is right; whether the
 * numbers make sense is for `checkPolicy`.
 */
export const matchingPolicyInput = z.strictObject({
  version: z.string(),
  confirmed: z.enum(confirmedModes, { error: 'is neither "propose" nor "apply"' }).optional(),
  pairs: z.array(
    z.strictObject({
      left: side,
      right: side,
      rules: z.array(rule).max(50, { error: 'has more than 50 rules' }),
      splits: z.array(split).max(50, { error: 'has more than 50 rules' }),
      decisiveKinds: z.array(z.string()),
      confirmFrom: whole,
      proposeFrom: whole,
      marginPoints: whole,
      ceilings: z.strictObject({ blockRows: whole, referenceRows: whole, splitRows: whole, manyRows: whole }),
    }),
  ),
}) satisfies z.ZodType<MatchingPolicy>

/** The exact inverse. Whatever was read by the schema is written in the schema's order, however it was stored. */
export function policyToJson(policy: MatchingPolicy): string {
  return JSON.stringify(policy, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}

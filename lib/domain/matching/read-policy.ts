import { checkPolicy, type PolicyFault } from './check-policy'
import type { MatchingPolicy } from './policy'
import { matchingPolicyInput } from './policy-input'

export type PolicyReading =
  | { readonly policy: MatchingPolicy; readonly faults: null }
  | { readonly policy: null; readonly faults: readonly PolicyFault[] }

/** Longer than any policy that people can still read. */
const longestText = 200_000

/** A policy from the text that somebody wrote, or every fault of it in words: of its JSON, its shape, its numbers. */
export function readPolicy(text: string): PolicyReading {
  if (text.length > longestText) return faulty('text', `is longer than ${longestText} characters`, 'Drop rules.')
  const json = parse(text)
  if ('fault' in json) return faulty('JSON', json.fault, 'Look at the place that is named; often a comma is missing.')
  const shaped = matchingPolicyInput.safeParse(json.value)
  if (!shaped.success) {
    return {
      policy: null,
      faults: shaped.error.issues.map(({ path, message }) => ({
        where: placeOf(path),
        message,
        fix: 'Compare it with the policy that is active: it has every field.',
      })),
    }
  }
  const faults = checkPolicy(shaped.data)
  return faults.length > 0 ? { policy: null, faults } : { policy: shaped.data, faults: null }
}

function faulty(where: string, message: string, fix: string): PolicyReading {
  return { policy: null, faults: [{ where, message, fix }] }
}

function parse(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { fault: `cannot be read: ${error instanceof Error ? error.message : 'it is no JSON'}` }
  }
}

/** "pairs[0].rules[1].amount" */
function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`))
  return steps.length > 0 ? steps.join('') : 'the policy'
}

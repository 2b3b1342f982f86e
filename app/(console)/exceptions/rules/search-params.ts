import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { resolutions } from '@/lib/domain/exceptions/resolution'
import { directions, findingKinds } from '@/lib/domain/reconciliation/finding'

/** A draft as another page begins it. */
const ruleParams = {
  kind: parseAsStringLiteral(findingKinds),
  direction: parseAsStringLiteral(directions),
  seller: parseAsString,
  currency: parseAsString,
  resolution: parseAsStringLiteral(resolutions),
}
export const loadRuleParams = createLoader(ruleParams)
export type RuleParams = Awaited<ReturnType<typeof loadRuleParams>>
const serialize = createSerializer(ruleParams)

export function ruleHref(begun: Partial<RuleParams>): string {
  return serialize('/exceptions/rules', begun)
}

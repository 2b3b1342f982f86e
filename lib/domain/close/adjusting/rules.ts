import { accrualRules } from './accrue-fee'

/** By what an adjusting entry is made. */
export const adjustmentRules = [...accrualRules, 'fx_revaluation'] as const
export type AdjustmentRule = (typeof adjustmentRules)[number]

export const ruleWords: Record<AdjustmentRule, string> = {
  network_costs: 'Network costs, billed next month',
  connect_fees: 'Stripe’s monthly fees, billed next month',
  fx_revaluation: 'FX revaluation at the rate of the close',
}

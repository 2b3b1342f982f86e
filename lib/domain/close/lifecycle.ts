/** A month's life. It opens by itself; two people close it, and two people open it again. */
export type PeriodState = 'open' | 'asked' | 'closed' | 'reopen_asked'

/** While a reopening is asked for, the month is still closed. */
export function isClosed(state: PeriodState): boolean {
  return state === 'closed' || state === 'reopen_asked'
}

export const stateWords: Record<PeriodState, string> = {
  open: 'Open',
  asked: 'Waits for a second person',
  closed: 'Closed',
  reopen_asked: 'Closed, reopening asked for',
}

/** Why a closed month is opened again: a choice and no text, so that it can stand in the audit chain in clear. */
export const reopenReasons = ['late_data', 'wrong_explanation', 'wrong_account', 'auditor'] as const
export type ReopenReason = (typeof reopenReasons)[number]

export const reopenWords: Record<ReopenReason, string> = {
  late_data: 'What came late belongs to this month',
  wrong_explanation: 'A residual was explained wrongly',
  wrong_account: 'A movement stands in a wrong account',
  auditor: 'The auditor asks for it',
}

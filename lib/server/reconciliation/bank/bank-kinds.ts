/** The kinds that come from bank statements: neither a family nor a balance answers for them. */
export const isBankKind = `e.kind IN ('PAYOUT_NOT_IN_BANK', 'BANK_WITHOUT_PAYOUT', 'TOPUP_UNMATCHED', 'AMBIGUOUS')`

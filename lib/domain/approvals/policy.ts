/** A request that nobody answers lapses: what was true four hours ago may no longer be. */
export const approvalPolicy = { version: 1, expiresAfterHours: 4, reasonMinLength: 3, reasonMaxLength: 500 } as const

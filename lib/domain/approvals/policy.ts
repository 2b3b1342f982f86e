export const approvalPolicy = { reasonMinLength: 3, reasonMaxLength: 500 } as const

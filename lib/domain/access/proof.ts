/** How long a proof of who one is lasts for what needs a fresh one: saying yes, and moving money. */
export const proofMinutes = 15

/** Said wherever a fresh proof is missing; the form that says it offers the way to give one. */
export const proofSentence = 'Show first that it is you: it was a while ago. Nothing was done yet.'

export type ProofRefusal = 'proof_needed'

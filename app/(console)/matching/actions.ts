'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { proposalSentences } from '@/lib/domain/matching/proposals/proposal'
import { decideProposal } from '@/lib/server/matching/proposals/decide-proposal'
import { answer } from '../act'

const ProposalForm = z.object({ id: z.string().max(60), decision: z.enum(['accepted', 'refused']) })

export async function decide(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: ProposalForm,
    command: decideProposal,
    refuses: { ...proposalSentences, not_found: 'There is no such proposal here.' },
    says: ({ decision }) =>
      decision === 'accepted'
        ? 'Accepted. What was open about these rows is resolved.'
        : 'Refused. These rows are not proposed together again.',
    shownAt: '/',
  })
}

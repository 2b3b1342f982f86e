'use server'

import type { FormState } from '@/components/form/form-state'
import { confirmClose } from '@/lib/server/close/confirm-close'
import { confirmReopen, requestReopen } from '@/lib/server/close/reopen-period'
import { requestClose } from '@/lib/server/close/request-close'
import { withdrawRequest } from '@/lib/server/close/withdraw-request'
import { answer } from '../act'
import {
  AskForm,
  askWords,
  ConfirmForm,
  confirmWords,
  PlaceForm,
  ReopenForm,
  reopenAskWords,
  reopenConfirmWords,
  WithdrawForm,
  withdrawWords,
} from './close-words'

const shownAt = '/close'

export async function ask(form: FormData): Promise<FormState> {
  return answer(
    { ...Object.fromEntries(form), named: form.getAll('named') },
    {
      reads: AskForm,
      command: requestClose,
      refuses: askWords,
      says: ({ month }) => `Asked. ${month} waits for a second person.`,
      shownAt,
    },
  )
}

export async function confirm(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: ConfirmForm,
    command: confirmClose,
    refuses: confirmWords,
    says: ({ month }) => `${month} is closed.`,
    shownAt,
  })
}

export async function askReopen(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: ReopenForm,
    command: requestReopen,
    refuses: reopenAskWords,
    says: ({ month }) => `Asked. ${month} stays closed until a second person opens it.`,
    shownAt,
  })
}

export async function openAgain(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: PlaceForm,
    command: confirmReopen,
    refuses: reopenConfirmWords,
    says: ({ month }) => `${month} is open again.`,
    shownAt,
  })
}

export async function withdraw(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: WithdrawForm,
    command: withdrawRequest,
    refuses: withdrawWords,
    says: ({ month }) => `Nobody is asked about ${month} any more.`,
    shownAt,
  })
}

'use server'

import type { FormState } from '@/components/form/form-state'
import { activateRule, requestRule, retireRule } from '@/lib/server/rules/activate-rule'
import { draftRule } from '@/lib/server/rules/draft-rule'
import { tryRule } from '@/lib/server/rules/try-rule'
import { answer } from '../../act'
import { ActivateForm, AskForm, DraftId } from '../../approvals/second-person'
import { DraftForm, draftWords, ruleRefusals } from './rule-words'

const shownAt = '/exceptions'
const refuses = ruleRefusals

export async function draft(form: FormData): Promise<FormState> {
  const says = () => 'Drafted. Hold it against history now.'
  return answer(Object.fromEntries(form), { reads: DraftForm, command: draftRule, refuses: draftWords, says, shownAt })
}

export async function tryOut(form: FormData): Promise<FormState> {
  const says = () => 'Held against history. Nothing was changed.'
  return answer(Object.fromEntries(form), { reads: DraftId, command: tryRule, refuses, says, shownAt })
}

export async function askToActivate(form: FormData): Promise<FormState> {
  const says = () => 'Asked for. Somebody else has to activate it.'
  return answer(Object.fromEntries(form), { reads: AskForm, command: requestRule, refuses, says, shownAt })
}

export async function activate(form: FormData): Promise<FormState> {
  const says = () => 'Active. The next run applies it.'
  return answer(Object.fromEntries(form), { reads: ActivateForm, command: activateRule, refuses, says, shownAt })
}

export async function retire(form: FormData): Promise<FormState> {
  const says = () => 'Retired. What it has resolved stands.'
  return answer(Object.fromEntries(form), { reads: DraftId, command: retireRule, refuses, says, shownAt })
}

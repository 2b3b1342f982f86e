'use server'

import type { FormState } from '@/components/form/form-state'
import { addBankAccount } from '@/lib/server/statements/add-bank-account'
import { saveMapping } from '@/lib/server/statements/save-mapping'
import { answer } from '../act'
import { AccountForm, accountWords, MappingForm, notPermitted } from './statement-words'

export async function addAccount(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: AccountForm,
    command: addBankAccount,
    refuses: accountWords,
    says: ({ name }) => `${name} is here. Import its statements now.`,
    shownAt: '/statements',
  })
}

export async function keepMapping(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MappingForm,
    command: saveMapping,
    refuses: { not_permitted: notPermitted },
    says: ({ name }) => `Saved as ${name}.`,
    shownAt: '/statements',
  })
}

'use server'

import type { FormState } from '@/components/form/form-state'
import { chooseBasis } from '@/lib/server/close/choose-basis'
import { mapAccount } from '@/lib/server/close/journal/map-account'
import { answer } from '../../act'
import { BasisForm, basisRefusals, MapForm, mapWords } from './setup-words'

export async function mapTo(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MapForm,
    command: mapAccount,
    refuses: mapWords,
    says: ({ number, name }) => `It is ${number} ${name} from now on.`,
    shownAt: '/close',
  })
}

export async function choose(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: BasisForm,
    command: chooseBasis,
    refuses: basisRefusals,
    says: () => 'Chosen. It stands from now on.',
    shownAt: '/close',
  })
}

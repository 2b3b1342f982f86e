import { expect, test } from 'vitest'
import { AccountForm, MappingForm } from './statement-words'

const empty = { valueOn: '', amount: '', debit: '', credit: '', currency: '', text: '', moreText: '', counterparty: '' }
const form = {
  ...{ ...empty, endToEndId: '', bankReference: '', balance: '' },
  ...{
    name: ' House bank ',
    delimiter: ';',
    skipLines: '2',
    encoding: '',
    decimal: 'comma',
    days: 'DD.MM.YYYY',
    sign: 'as_written',
  },
  ...{ bookedOn: 'Booked', amount: 'Amount', text: 'Purpose' },
}

test('a form is a mapping: what is left empty is no column', () => {
  expect(MappingForm.parse(form)).toEqual({
    name: 'House bank',
    mapping: {
      ...{ delimiter: ';', skipLines: 2, encoding: null, decimal: 'comma', days: 'DD.MM.YYYY', sign: 'as_written' },
      columns: { bookedOn: 'Booked', amount: 'Amount', text: ['Purpose'] },
    },
  })
})

test.each([
  [{ name: '' }, 'Give the mapping a name'],
  [{ bookedOn: ' ' }, 'Say which column holds the booked day.'],
  [{ amount: '' }, 'Amounts stand in one column, or in one for debit and one for credit'],
  [{ debit: 'Out' }, 'Amounts stand in one column'],
])('%o is told in words', (over, says) => {
  const parsed = MappingForm.safeParse({ ...form, ...over })
  expect(parsed.error?.issues[0]?.message).toContain(says)
})

test('an account needs a number and a currency that Stripe and the banks know', () => {
  const account = {
    name: 'Main',
    legalEntity: '',
    number: 'DE89 3704 0044 0532 0130 00',
    currency: 'EUR',
    payoutsOfAccount: '',
  }
  expect(AccountForm.parse(account)).toMatchObject({ currency: 'eur', legalEntity: null, payoutsOfAccount: null })
  for (const over of [{ currency: 'XAU' }, { number: 'Ada & Sons' }, { payoutsOfAccount: 'Ada' }]) {
    expect(AccountForm.safeParse({ ...account, ...over }).success).toBe(false)
  }
})

test.each(['1234', '12 34-567'])('the number %s is too short: its last four signs would give it away', (number) => {
  const account = { name: 'Main', legalEntity: '', number, currency: 'EUR', payoutsOfAccount: '' }
  expect(AccountForm.safeParse(account).error?.issues[0]?.message).toContain('eight letters and digits')
})

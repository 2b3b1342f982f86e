import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinPersonal, sealedMark, splitPersonal } from './split-personal'

const charge = {
  id: 'ch_1',
  object: 'charge',
  amount: 1000,
  receipt_email: 'Ada@Example.org',
  description: 'Thanks, write to ada@example.org',
  billing_details: {
    name: 'Ada L',
    email: null,
    phone: '+44 1',
    address: { city: 'London', country: 'GB', line1: '12 Lane' },
  },
  payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
  metadata: { order_reference: 'order-1', buyer_name: 'Ada L', 'ship-address': '12 Lane', gift: 'yes' },
}

test('a charge keeps its shape and its money, and gives away no person', () => {
  const { clear, personal, emails } = splitPersonal(charge)
  expect(clear).toEqual({
    ...charge,
    receipt_email: sealedMark,
    description: sealedMark,
    billing_details: {
      name: sealedMark,
      email: null,
      phone: sealedMark,
      address: { city: sealedMark, country: 'GB', line1: sealedMark },
    },
    payment_method_details: { type: 'card', card: { brand: 'visa', last4: sealedMark } },
    metadata: { order_reference: 'order-1', buyer_name: sealedMark, 'ship-address': sealedMark, gift: 'yes' },
  })
  expect(emails).toEqual(['ada@example.org'])
  expect(joinPersonal(clear, personal ?? {})).toEqual(charge)
})

test('lists, bank accounts, births and types nobody has seen are covered too', () => {
  const raw = {
    object: 'novelty',
    external_accounts: {
      data: [{ object: 'bank_account', country: 'DE', last4: '6789', account_holder_name: 'Ada L' }],
    },
    people: [{ dob: { day: 10, month: 12, year: 1815 }, id_number: 'X1' }, 'ada@example.org'],
    full_name_aliases: ['Countess'],
    tos_acceptance: { ip: '203.0.113.7', date: 5 },
  }
  const { clear, personal } = splitPersonal(raw)
  const text = JSON.stringify(clear)
  for (const secret of ['6789', 'Ada L', '1815', 'X1', 'ada@', 'Countess', '203.0']) expect(text).not.toContain(secret)
  expect(joinPersonal(clear, personal ?? {})).toEqual(raw)
})

test('an object without a person is handed on as it is, and the given one is never changed', () => {
  const raw = { id: 'txn_1', amount: 5, nested: { list: [1, 2, { a: 'b' }] } }
  expect(splitPersonal(raw)).toEqual({ clear: raw, personal: null, emails: [] })
  expect(splitPersonal(raw).clear).toBe(raw)
  const before = structuredClone(charge)
  splitPersonal(charge)
  expect(charge).toEqual(before)
})

test('what was taken apart goes together again, whatever the object', () => {
  const key = fc.constantFrom('name', 'email', 'address', 'amount', 'metadata', 'data', 'ip', 'last4', 'x')
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.emailAddress(),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  })).object
  fc.assert(
    fc.property(tree, (given) => {
      const raw = given as Record<string, unknown>
      const { clear, personal } = splitPersonal(raw)
      expect(joinPersonal(clear, personal ?? {})).toEqual(raw)
    }),
  )
})

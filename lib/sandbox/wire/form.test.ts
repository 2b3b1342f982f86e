import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseForm, strings } from './form'

const plain = (text: string) => JSON.parse(JSON.stringify(parseForm(text)))

test.each([
  ['a=1&b=two', { a: '1', b: 'two' }],
  ['created[gte]=5&created[lt]=9', { created: { gte: '5', lt: '9' } }],
  ['expand[]=x&expand[]=y', { expand: ['x', 'y'] }],
  ['expand[0]=x&expand[1]=y', { expand: ['x', 'y'] }],
  ['expand[1]=y&expand[0]=x', { expand: ['x', 'y'] }],
  ['a[b][c][]=1&a[b][c][]=2', { a: { b: { c: ['1', '2'] } } }],
  ['metadata[order%20no]=A%26B+C', { metadata: { 'order no': 'A&B C' } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a=1&a=2', { a: '2' }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['=1&[x]=2&a]b=3', {}],
  ['', {}],
])('%s', (text, expected) => {
  expect(plain(text)).toEqual(expected)
})

test('no key reaches a prototype', () => {
  const params = parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes&metadata[__proto__]=x')
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(Object.getPrototypeOf(params)).toBeNull()
  expect(Object.keys(params)).toEqual(['__proto__', 'constructor', 'metadata'])
})

test('a key nested without end is left out instead of growing a tree', () => {
  expect(plain(`a${'[b]'.repeat(5000)}=1&c=2`)).toEqual({ c: '2' })
})

test('any text comes through as it was sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(parseForm(`metadata[note]=${encodeURIComponent(value)}`).metadata).toMatchObject({ note: value })
    }),
  )
})

test('a lone value counts as a list of one', () => {
  expect(strings(parseForm('expand=charge').expand)).toEqual(['charge'])
  expect(strings(undefined)).toEqual([])
})

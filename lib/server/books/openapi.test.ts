import { expect, test } from 'vitest'
import { openApiDocument } from './openapi'

const text = JSON.stringify(openApiDocument())
const document = JSON.parse(text) as {
  openapi: string
  components: { schemas: Record<string, { properties: Record<string, { pattern?: string }>; required: string[] }> }
}

test('the document is OpenAPI 3.1 and every reference leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1])
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
  expect([...new Set(names)].sort()).toEqual(known.sort())
})

test('it says what the parser asks: money as text of digits, the same fields needed', () => {
  const { BookEntry, FeeContract } = document.components.schemas
  expect(BookEntry?.required).toEqual(['reference', 'kind', 'account', 'amountMinor', 'currency', 'occurredAt'])
  expect(BookEntry?.properties.amountMinor?.pattern).toBe('^[1-9]\\d{0,18}$')
  expect(FeeContract?.required).toEqual(['reference', 'seller', 'validFrom', 'tier', 'refundPolicy', 'bands'])
})

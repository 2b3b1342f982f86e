import { expect, test } from 'vitest'
import { type SheetCell, writeXlsx } from './xlsx'

async function* rowsOf(most: number, read: { rows: number }): AsyncIterable<readonly SheetCell[]> {
  const wide = Array.from({ length: 12 }, (_, at) => `a text of some length ${at} `.repeat(4))
  for (; read.rows < most; read.rows++) yield wide
}

test('a slow reader is waited for, and for one who has left nothing more is read', async () => {
  const [most, read] = [60_000, { rows: 0 }]
  for await (const _ of writeXlsx('list', new Date(0), [{ name: 'list', heads: ['Text'], rows: rowsOf(most, read) }])) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    break
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(read.rows).toBeLessThan(most / 4)
})

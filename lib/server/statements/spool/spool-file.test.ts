import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { spoolFile } from './spool-file'

async function* chunksOf(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(size, i % 251)
}
const sizeOf = async (chunks: AsyncIterable<Uint8Array>) => {
  let [bytes, sum] = [0, 0]
  for await (const chunk of chunks) {
    bytes += chunk.length
    sum += chunk.reduce((a, b) => a + b, 0)
  }
  return [bytes, sum]
}

test.each([3, 100])(
  'a file of %s chunks is read twice from its beginning, and leaves nothing behind',
  async (count) => {
    const spooled = await spoolFile(chunksOf(count, 100_000))
    if (!spooled.ok) throw new Error(spooled.reason)
    const whole = await sizeOf(chunksOf(count, 100_000))
    expect([await sizeOf(spooled.value.read()), await sizeOf(spooled.value.read())]).toEqual([whole, whole])
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('counterfoil-statement-'))).toEqual([])
    expect(spooled.value.head.length).toBe(1024)
    await spooled.value.dispose()
  },
)

test('what is too large or empty is refused', async () => {
  expect(await spoolFile(chunksOf(3, 10), 29)).toEqual({ ok: false, reason: 'too_large' })
  expect(await spoolFile(chunksOf(0, 10))).toEqual({ ok: false, reason: 'empty' })
})

test('a stream that breaks off is the sender’s failure, not a shorter file', async () => {
  async function* broken() {
    yield Buffer.alloc(5_000_000)
    throw new Error('cut')
  }
  await expect(spoolFile(broken())).rejects.toThrow('cut')
})

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok, type Result, refuse } from '@/lib/domain/base/result'

/** A file that came in whole, and can be read several times from its beginning. */
export type SpooledFile = {
  digest: string
  bytes: number
  head: Uint8Array
  read(): AsyncIterable<Uint8Array>
  dispose(): Promise<void>
}

export const mostFileBytes = 2 * 1024 ** 3
const inMemory = 4 * 1024 * 1024
const headBytes = 1024

/**
 * Takes a stream in before anything is done with it: a slow sender holds no transaction open, and a file that is refused
 * has touched no table. What does not fit in little memory lies on disk under a key that only this process knows; the file
 * loses its name at once, so that nothing is left of it whatever happens.
 */
export async function spoolFile(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes = mostFileBytes,
): Promise<Result<SpooledFile, 'too_large' | 'empty'>> {
  const hash = createHash('sha256')
  const held: Uint8Array[] = []
  let [bytes, disk]: [number, SealedDisk | null] = [0, null]
  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength
      if (bytes > mostBytes) {
        await disk?.close()
        return refuse('too_large')
      }
      hash.update(chunk)
      if (!disk) held.push(chunk)
      if (!disk && bytes > inMemory) {
        disk = await openSealedDisk()
        for (const part of held) await disk.write(part)
      } else if (disk) await disk.write(chunk)
    }
  } catch (error) {
    await disk?.close()
    throw error
  }
  if (bytes === 0) return refuse('empty')
  const head = Buffer.concat(held).subarray(0, headBytes)
  const kept = disk
  if (kept) held.length = 0
  return ok({
    digest: hash.digest('hex'),
    bytes,
    head: Uint8Array.from(head),
    read: () => (kept ? kept.read() : inOrder(held)),
    dispose: async () => kept?.close(),
  })
}

async function* inOrder(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

type SealedDisk = { write(chunk: Uint8Array): Promise<void>; read(): AsyncIterable<Uint8Array>; close(): Promise<void> }

async function openSealedDisk(): Promise<SealedDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-statement-'))
  const file: FileHandle = await open(join(folder, 'sealed'), 'wx+', 0o600)
  await rm(folder, { recursive: true })
  const [key, iv] = [randomBytes(32), randomBytes(16)]
  const cipher = createCipheriv('aes-256-ctr', key, iv)
  return {
    write: async (chunk) => {
      await file.appendFile(cipher.update(chunk))
    },
    async *read() {
      const decipher = createDecipheriv('aes-256-ctr', key, iv)
      const stream = createReadStream('', { fd: file.fd, start: 0, autoClose: false, highWaterMark: 256 * 1024 })
      for await (const chunk of stream) yield decipher.update(chunk as Buffer)
    },
    close: () => file.close(),
  }
}

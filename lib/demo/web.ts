import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd } from './processes'

const stampFile = '.next/counterfoil-sources'
const watched = ['app', 'components', 'lib/domain', 'lib/server', 'lib/providers', 'prisma/schema']
const single = [
  'package-lock.json',
  'proxy.ts',
  'next.config.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'instrumentation.ts',
  'instrumentation-client.ts',
]

/** Builds the web application unless the build at hand was made from these very sources. */
export async function buildWeb(env: Record<string, string>, say: (line: string) => void): Promise<void> {
  const stamp = await sourcesHash()
  if (existsSync('.next/BUILD_ID') && existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp)
    return say('web: this build is fresh')
  say('web: building')
  const started = performance.now()
  await runToEnd('next', ['build'], { ...env, NODE_ENV: 'production' })
  await writeFile(stampFile, stamp)
  say(`web: built in ${Math.round((performance.now() - started) / 1000)} s`)
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = single.filter((file) => existsSync(file))
  for (const folder of watched) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    files.push(...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)))
  }
  for (const file of files.sort()) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

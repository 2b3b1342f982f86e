import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd, type Started, start } from './processes'

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

export function startWeb(dev: boolean, port: number, env: Record<string, string>): Started {
  const args = [dev ? 'dev' : 'start', '-p', String(port), '-H', '127.0.0.1']
  return start('next', args, { ...env, NODE_ENV: dev ? 'development' : 'production' })
}

/** Waits until the web application answers; one that ends first is not waited for. */
export async function answers(webUrl: string, web: Started): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${webUrl}/api/health`).catch(() => undefined)
    if (response?.ok) return
    if (web.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The web application does not answer at ${webUrl}\n${web.output()}`)
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

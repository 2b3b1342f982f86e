import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type DemoSecrets = {
  session: string
  encryption: string
  database: string
  webhook: string
  password: string
  books?: string
}

/** Made at the first start and kept beside the data they open. */
export async function demoSecrets(folder: string): Promise<DemoSecrets> {
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as DemoSecrets
  const secrets: DemoSecrets = {
    session: randomBytes(32).toString('base64url'),
    encryption: `demo:${randomBytes(32).toString('base64')}`,
    database: randomBytes(18).toString('base64url'),
    webhook: `whsec_${randomBytes(24).toString('base64url')}`,
    password: 'counterfoil-demo',
  }
  await saveSecrets(folder, secrets)
  return secrets
}

export async function saveSecrets(folder: string, secrets: DemoSecrets): Promise<void> {
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 })
}

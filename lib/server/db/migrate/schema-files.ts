import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const schemaDir = join(process.cwd(), 'prisma', 'schema')
export const migrationsDir = join(process.cwd(), 'prisma', 'migrations')
/** The schema as of the last migration: what the next diff starts from. */
export const snapshotFile = join(migrationsDir, 'schema.snapshot.prisma')

export async function readSchema(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaDir)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(join(schemaDir, name), 'utf8') })),
  )
}

export async function readSnapshot(): Promise<{ path: string; content: string }[]> {
  if (!existsSync(snapshotFile)) return []
  return [{ path: 'schema.prisma', content: await readFile(snapshotFile, 'utf8') }]
}

export async function readMigrations(): Promise<{ name: string; sql: string }[]> {
  const names = (await readdir(migrationsDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8') })),
  )
}

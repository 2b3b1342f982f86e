import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diffSchemas, withSchemaEngine } from './schema-engine'
import { migrationsDir, readSchema, readSnapshot, snapshotFile } from './schema-files'
import { withScratchDatabase } from './scratch-database'

/**
 * `npm run db:diff NAME`: writes the next migration, schema against schema (the snapshot of the last one), so that
 * partitions, policies, CHECKs and triggers written by hand in earlier migrations are left alone.
 */
async function main(): Promise<void> {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name))
    throw new Error('Name the migration in snake_case: npm run db:diff add_notes')
  const [from, to] = [await readSnapshot(), await readSchema()]
  const sql = await withScratchDatabase((url) => withSchemaEngine(url, to, (engine) => diffSchemas(engine, from, to)))
  if (sql.trim() === '' || sql.includes('empty migration')) return console.log('The schema has not changed.')
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsDir, `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), sql)
  await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n')
  await writeFile(snapshotFile, to.map((file) => file.content).join('\n'))
  console.log(`Wrote ${folder}/migration.sql: read it, add policies for new tables, then npm run db:migrate`)
}

await main()

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

type SchemaFile = { path: string; content: string }
type MigrationDirectory = { path: string; migrationFile: { path: string; content: { tag: 'ok'; value: string } } }
type MigrationsList = {
  baseDir: string
  lockfile: { path: string; content: string | null }
  shadowDbInitScript: string
  migrationDirectories: MigrationDirectory[]
}
const noFilters = { externalTables: [], externalEnums: [] }

/** The engine's methods that we use, as its WebAssembly build exposes them. */
export type SchemaEngine = {
  diff(input: object): Promise<{ stdout?: string | null }>
  applyMigrations(input: {
    migrationsList: MigrationsList
    filters: object
  }): Promise<{ appliedMigrationNames: string[] }>
  diagnoseMigrationHistory(input: object): Promise<Record<string, unknown>>
}

/**
 * Prisma's schema engine as WebAssembly: the native one is downloaded at install, which a closed network refuses.
 * Needs a reachable database even for a diff of two schemas.
 */
export async function withSchemaEngine<T>(
  connectionString: string,
  datamodels: SchemaFile[],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const home = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const { instance } = await WebAssembly.instantiate(await readFile(join(home, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  ;(bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  const pool = new pg.Pool({ connectionString })
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool), pool))
  const options = { datamodels: datamodels.map(({ path, content }) => [path, content] as [string, string]) }
  try {
    return await work((await bindings.SchemaEngine.new(options, () => {}, adapter)) as unknown as SchemaEngine)
  } finally {
    await pool.end()
  }
}

/** The adapter cuts a script at every semicolon, also inside a function's body: hand it over whole, on one connection. */
function wholeScripts(factory: PrismaPg, pool: pg.Pool): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script: string) => void (await pool.query(script))
    return adapter
  }
  return factory
}

/** SQL that turns the schema `from` into the schema `to`; `from` empty means from nothing. */
export async function diffSchemas(engine: SchemaEngine, from: SchemaFile[], to: SchemaFile[]): Promise<string> {
  const result = await engine.diff({
    from: from.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: from },
    to: { tag: 'schemaDatamodel', files: to },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: noFilters,
  })
  return result.stdout ?? ''
}

/** Applies what is missing, into Prisma's own `_prisma_migrations`. Returns the names applied now. */
export async function applyMigrations(
  engine: SchemaEngine,
  baseDir: string,
  migrations: { name: string; sql: string }[],
) {
  const migrationDirectories = migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }))
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
  const result = await engine.applyMigrations({
    migrationsList: { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories },
    filters: noFilters,
  })
  return result.appliedMigrationNames
}

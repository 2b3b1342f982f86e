import pg from 'pg'

/** Creates the database if it is missing and sets the application role's password. Run as superuser of the embedded server. */
export async function provision(
  superuserUrl: (database: string) => string,
  database: string,
  appPassword: string,
): Promise<void> {
  const admin = new pg.Client({ connectionString: superuserUrl('postgres') })
  await admin.connect()
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database])
  if (rowCount === 0) await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
  const { rowCount: known } = await admin.query(`SELECT FROM pg_roles WHERE rolname = 'counterfoil_app'`)
  if (known === 0)
    await admin.query('CREATE ROLE counterfoil_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE')
  await admin.query(`ALTER ROLE counterfoil_app PASSWORD ${pg.escapeLiteral(appPassword)}`)
  await admin.end()
}

/** The application role's address for a database of the same server. */
export function appUrl(superuserUrl: string, appPassword: string): string {
  const url = new URL(superuserUrl)
  url.username = 'counterfoil_app'
  url.password = appPassword
  return url.toString()
}

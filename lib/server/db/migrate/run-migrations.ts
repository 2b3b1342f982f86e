import { migrate } from './migrate'

/** `npm run db:migrate`: against MIGRATOR_DATABASE_URL, the owner of the tables. */
const url = process.env.MIGRATOR_DATABASE_URL
if (!url) throw new Error('MIGRATOR_DATABASE_URL is missing: the address of the role that owns the tables')
const applied = await migrate(url)
console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied: ${applied.join(', ')}`)

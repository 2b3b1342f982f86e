import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { erasePerson } from '@/lib/server/personal/erase-person'

/**
 * `npm run erase -- --marketplace ID`: erases a person for good. The address is asked for, or read from standard input,
 * so that it stands in no history of commands.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { marketplace: { type: 'string' } } })
  const known = await marketplaceIds(db())
  const id = values.marketplace
  if (!id || !known.includes(id)) throw new Error(`Say which with --marketplace: ${known.join(', ')}`)
  process.stderr.write('E-mail address of the person to erase: ')
  const lines = createInterface({ input: process.stdin })
  // Standard input may end without a line, which a question would await for ever.
  const { value: address = '' } = await lines[Symbol.asyncIterator]().next()
  lines.close()
  const erased = await erasePerson(jobCtx(db(), id, 'erase-person'), address)
  if (!erased.ok) throw new Error('That is no e-mail address: nothing was erased.')
  const { objects, quarantined, texts, unopened } = erased.value
  console.log(`Erased from ${objects} objects, ${quarantined} quarantined bodies and ${texts} texts of ${id}.`)
  if (unopened > 0)
    console.log(`${unopened} events of the inbox do not open: nobody could look into them. Erase again once they do.`)
}

await main()
  .catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  .finally(() => closeDb(db()))

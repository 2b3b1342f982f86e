import { cpus, loadavg } from 'node:os'
import { type Ground, openGround } from './ground'
import { note, scale } from './measure'

type Claim = { measure(ground: Ground): Promise<void> }

/**
 * `npm run bench` measures every claim but those that take a quarter of an hour alone, `npm run bench -- NAME …` some. One
 * line of JSON a figure.
 */
const claims: Record<string, () => Promise<Claim>> = {
  seal: () => import('./claims/seal'),
  ingest: () => import('./claims/ingest'),
  objects: () => import('./claims/objects'),
  webhook: () => import('./claims/webhook'),
  backfill: () => import('./claims/backfill'),
  sandbox: () => import('./claims/sandbox'),
  post: () => import('./claims/post'),
  match: () => import('./claims/match/match'),
  'match-large': () => import('./claims/match/match-large'),
  assign: () => import('./claims/assign'),
  'queue-page': () => import('./claims/lists/queue-page'),
  report: () => import('./claims/report'),
  export: () => import('./claims/lists/export'),
  metrics: () => import('./claims/metrics'),
  growth: () => import('./claims/growth'),
}

const onlyByName = ['match-large']
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in claims))
if (unknown.length > 0) {
  throw new Error(`No claim is called ${unknown.join(', ')}. There are: ${Object.keys(claims).join(', ')}`)
}

const ground = await openGround()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
let failed = 0
for (const [name, load] of Object.entries(claims)) {
  const isWanted = wanted.length > 0 ? wanted.includes(name) : !onlyByName.includes(name)
  if (!isWanted) continue
  process.stderr.write(`${name} (${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, scale ${scale})\n`)
  try {
    const claim = await load()
    await claim.measure(ground)
  } catch (error) {
    failed += 1
    note(`${name} broke: ${error instanceof Error ? error.stack : String(error)}`)
  }
}
await ground.close()
process.exit(failed === 0 ? 0 : 1)

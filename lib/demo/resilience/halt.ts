import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Program } from './ground/program'

/** In the middle of work: the row that is written right now, or the commit that is being made. */
export type Moment = 'row' | 'commit'
export type HaltPoint = { table: string; row: number; moment: Moment }

/** No lock of the product is taken with these two numbers. */
const lock = '727001, 1'

/**
 * Brings a program to a stand at an exact point: a trigger counts the rows that are written to a table and lets the one
 * with the wanted number wait for a lock. So the place where a process or a server dies is chosen by dice, and not by
 * how fast the machine is today. `release` ends the wait and takes the trigger away.
 */
export async function armHalt(superuserUrl: string, { table, row, moment }: HaltPoint) {
  const holder = new pg.Client({ connectionString: superuserUrl })
  holder.on('error', () => {}) // the server under it may be killed on purpose
  await holder.connect()
  await holder.query(`SELECT pg_advisory_lock(${lock})`)
  await holder.query(definition)
  const timing = moment === 'commit' ? 'CONSTRAINT TRIGGER' : 'TRIGGER'
  const deferral = moment === 'commit' ? 'DEFERRABLE INITIALLY DEFERRED' : ''
  await holder.query(`CREATE ${timing} resilience_halt AFTER INSERT OR UPDATE ON ${table} ${deferral}
    FOR EACH ROW EXECUTE FUNCTION resilience.halt('${row}')`)
  return {
    /** True when the program stands at the point; false when it ended, or two minutes went by, before it came there. */
    reached: async (running: Program): Promise<boolean> => {
      const deadline = performance.now() + 120_000
      while (running.isRunning() && performance.now() < deadline) {
        if (await somebodyWaits(holder)) return true
        await sleep(10)
      }
      return false
    },
    release: async () => {
      await holder.query(`SELECT pg_advisory_unlock(${lock})`)
      await dismantle(holder, table)
      await holder.end()
    },
    /** When the server died, its locks are gone and only the trigger is left: taken away through a new connection. */
    releaseAfterDeath: async (newSuperuserUrl: string) => {
      await holder.end().catch(() => {})
      const client = new pg.Client({ connectionString: newSuperuserUrl })
      await client.connect()
      await dismantle(client, table)
      await client.end()
    },
  }
}

const definition = `
  DROP SCHEMA IF EXISTS resilience CASCADE;
  CREATE SCHEMA resilience;
  CREATE SEQUENCE resilience.passed;
  CREATE FUNCTION resilience.halt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF nextval('resilience.passed') = TG_ARGV[0]::bigint THEN PERFORM pg_advisory_xact_lock(${lock}); END IF;
    RETURN NULL;
  END $$;
  GRANT USAGE ON SCHEMA resilience TO PUBLIC`

async function somebodyWaits(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = 727001 AND objid = 1 AND objsubid = 2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  return rowCount !== 0
}

/** A connection of the dead program may still be rolling back: then it goes first, and this is tried again. */
async function dismantle(client: pg.Client, table: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`DROP TRIGGER IF EXISTS resilience_halt ON ${table}`)
      await client.query('DROP SCHEMA IF EXISTS resilience CASCADE')
      return
    } catch (error) {
      const isDeadlock = error instanceof pg.DatabaseError && error.code === '40P01'
      if (!isDeadlock || attempt === 10) throw error
      await sleep(200)
    }
  }
}

import type { Marketplace } from './ground/marketplace'

/**
 * Notes, as superuser and by the machine's clock, when an exception appears, changes its state, and when a line of the
 * books arrives: the product itself keeps no such times, since its clock is the world's.
 */
export async function watchExceptions({ admin }: Marketplace): Promise<void> {
  await admin.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.turn (object_id text, state text, at timestamptz);
    CREATE TABLE watch.line (reference text, object_id text, at timestamptz);
    CREATE FUNCTION watch.exception() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF TG_OP = 'INSERT' OR OLD.state <> NEW.state THEN
        INSERT INTO watch.turn VALUES (NEW.object_id, NEW.state, clock_timestamp());
      END IF;
      RETURN NULL;
    END $$;
    CREATE FUNCTION watch.book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO watch.line VALUES (NEW.reference, NEW.object_id, clock_timestamp());
      RETURN NULL;
    END $$;
    CREATE TRIGGER watch AFTER INSERT OR UPDATE ON recon_exception FOR EACH ROW EXECUTE FUNCTION watch.exception();
    CREATE TRIGGER watch AFTER INSERT ON book_entry FOR EACH ROW EXECUTE FUNCTION watch.book()`)
}

export type Latencies = { turns: number; p50: number; p95: number; most: number }

/**
 * Seconds from the arrival of a webhook to the exception that it opened or closed. Counted are turns whose object has an
 * event that came last: after the books' line about it, if there is one; the others were made by the books or the clock.
 */
export async function latenciesOf({ admin }: Marketplace): Promise<Latencies> {
  const { rows } = await admin.query(`
    WITH turn AS (
      SELECT t.at, coalesce(l.object_id, t.object_id) AS object_id,
        (SELECT max(own.at) FROM watch.line own WHERE own.at <= t.at
           AND (own.object_id = t.object_id OR own.reference = t.object_id)) AS booked_at,
        (SELECT max(last.at) FROM watch.turn last WHERE last.object_id = t.object_id AND last.at < t.at) AS turned_at
      FROM watch.turn t LEFT JOIN watch.line l ON l.reference = t.object_id
    ), caused AS (
      SELECT extract(epoch FROM turn.at - min(e.received_at))::float8 AS seconds
      FROM turn JOIN inbox_event e ON e.object_id = turn.object_id AND e.received_at <= turn.at
        AND e.received_at > greatest(turn.booked_at, turn.turned_at, '-infinity')
      GROUP BY turn.object_id, turn.at
    )
    SELECT count(*)::int AS turns, coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), 0) AS p50,
      coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds), 0) AS p95, coalesce(max(seconds), 0) AS most FROM caused`)
  return rows[0]
}

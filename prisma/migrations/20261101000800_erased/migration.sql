-- Of these people, those who asked to be forgotten. One round trip for lock and look; because the function is volatile,
-- the look has a snapshot of its own, taken after the lock is held, so that it sees an erasure that it waited for.
CREATE FUNCTION erased_among(tenant text, asked text[]) RETURNS SETOF text
  LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('persons:' || tenant, 0));
  RETURN QUERY SELECT r.person_hash FROM person_ref r
    WHERE r.marketplace_id = tenant AND r.money_key = 'erased' AND r.person_hash = ANY(asked);
END $$;

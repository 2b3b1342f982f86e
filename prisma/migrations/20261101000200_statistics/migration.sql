-- The planner knows nothing of a table that was filled a moment ago, and guesses badly. The application may ask for fresh
-- statistics of these tables (ANALYZE wants their owner); it can do nothing else through this door.
CREATE FUNCTION refresh_statistics(wanted text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY wanted LOOP
    IF name NOT IN ('balance_transaction', 'provider_object', 'provider_leg', 'payout_item', 'posting_queue', 'book_entry',
        'book_link', 'ledger_posting', 'recon_touch', 'recon_recheck', 'recon_exception', 'person_ref', 'inbox_event') THEN
      RAISE EXCEPTION 'no statistics for %', name USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('ANALYZE %I', name);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION refresh_statistics(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics(text[]) TO counterfoil_app;
